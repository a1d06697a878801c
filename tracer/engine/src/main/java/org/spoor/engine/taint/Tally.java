package org.spoor.engine.taint;

import org.spoor.model.value.Amount;

/**
 * How much value there is in all and how much of it is dirty, in two machine words each.
 *
 * <p>Pools are many and visited at random, so every object behind them costs a cache miss: what
 * keeps such sums extends this class instead of referring to it.
 */
abstract class Tally {

  private long totalHigh;
  private long totalLow;
  private long dirtyHigh;
  private long dirtyLow;

  final Amount totalTally() {
    return Amount.ofWords(totalHigh, totalLow);
  }

  final Amount dirtyTally() {
    return Amount.ofWords(dirtyHigh, dirtyLow);
  }

  final boolean hasDirty() {
    return (dirtyHigh | dirtyLow) != 0;
  }

  final boolean isAllDirty() {
    return totalHigh == dirtyHigh && totalLow == dirtyLow;
  }

  /** Whether there is at least so much in all. */
  final boolean reaches(long high, long low) {
    return !isGreater(high, low, totalHigh, totalLow);
  }

  /**
   * @throws ArithmeticException if there is not so much in all
   */
  final void require(long high, long low) {
    if (!reaches(high, low)) {
      throw new ArithmeticException("%s of %s".formatted(Amount.ofWords(high, low), totalTally()));
    }
  }

  /** Whether there is exactly so much in all. */
  final boolean totals(long high, long low) {
    return totalHigh == high && totalLow == low;
  }

  /** Whether two words hold the total when so much is added. */
  final boolean holds(long high, long low) {
    return totalHigh + high + borrow(totalLow + low, low) >= 0;
  }

  final void forget() {
    totalHigh = 0;
    totalLow = 0;
    dirtyHigh = 0;
    dirtyLow = 0;
  }

  /** Adds what two words {@link #holds hold}, and how much of it is dirty. */
  final void count(long high, long low, long soiledHigh, long soiledLow) {
    totalLow += low;
    totalHigh += high + borrow(totalLow, low);
    dirtyLow += soiledLow;
    dirtyHigh += soiledHigh + borrow(dirtyLow, soiledLow);
  }

  /** Adds what two words {@link #holds hold}. */
  final void count(long high, long low, boolean dirty) {
    count(high, low, dirty ? high : 0, dirty ? low : 0);
  }

  /** Adds all that the other has. */
  final void countAll(Tally other) {
    count(other.totalHigh, other.totalLow, other.dirtyHigh, other.dirtyLow);
  }

  /** Takes away what is there, and how much of it is dirty. */
  final void discount(long high, long low, long soiledHigh, long soiledLow) {
    totalHigh = totalHigh - high - borrow(totalLow, low);
    totalLow -= low;
    dirtyHigh = dirtyHigh - soiledHigh - borrow(dirtyLow, soiledLow);
    dirtyLow -= soiledLow;
  }

  /** Takes away what is there. */
  final void discount(long high, long low, boolean dirty) {
    discount(high, low, dirty ? high : 0, dirty ? low : 0);
  }

  /** 1 if {@code a}, unsigned, is less than {@code b}: then a - b borrows, and a sum a carried. */
  static long borrow(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  static boolean isGreater(long high, long low, long otherHigh, long otherLow) {
    return high > otherHigh || (high == otherHigh && Long.compareUnsigned(low, otherLow) > 0);
  }
}
