package org.spoor.engine.taint;

import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Amount;

/**
 * An ordered queue of lots, oldest first; a lot is a piece of value and its origin (see {@link
 * Origins}). Neighbours of one origin are joined, empty lots are not kept.
 *
 * <p>Amounts are kept as two words each, side by side: pools are many and visited at random, so
 * every object behind them costs a cache miss. Where two words do not suffice, {@link WideLots}
 * takes over.
 */
public final class Lots {

  private long[] words = new long[2];
  private int[] origins = new int[1];
  private int head;
  private int size;
  private long totalHigh;
  private long totalLow;
  private long dirtyHigh;
  private long dirtyLow;
  private @Nullable WideLots wide;

  /** One lot. */
  public static Lots of(Amount amount, int origin) {
    Lots lots = new Lots();
    lots.addNewest(amount, origin);
    return lots;
  }

  public int size() {
    return wide == null ? size : wide.size();
  }

  /** Amount of the lot at {@code index}, 0 being the oldest. */
  public Amount amount(int index) {
    int at = slot(index);
    return wide == null ? Amount.ofWords(words[2 * at], words[2 * at + 1]) : wide.amount(index);
  }

  /** Origin of the lot at {@code index}. */
  public int origin(int index) {
    return wide == null ? origins[slot(index)] : wide.origin(index);
  }

  public Amount total() {
    return wide == null ? Amount.ofWords(totalHigh, totalLow) : wide.total();
  }

  /** What of {@link #total} comes from theft sources. */
  public Amount dirty() {
    return wide == null ? Amount.ofWords(dirtyHigh, dirtyLow) : wide.dirty();
  }

  /** Whether {@link #total} is at least {@code amount}. */
  boolean covers(Amount amount) {
    return (wide == null && amount.fitsTwoWords())
        ? !isGreater(amount.high(), amount.low(), totalHigh, totalLow)
        : total().compareTo(amount) >= 0;
  }

  public boolean isDirty() {
    return wide == null ? (dirtyHigh | dirtyLow) != 0 : !wide.dirty().isZero();
  }

  public void clear() {
    head = 0;
    size = 0;
    totalHigh = 0;
    totalLow = 0;
    dirtyHigh = 0;
    dirtyLow = 0;
    wide = null;
  }

  public void addNewest(Amount amount, int origin) {
    if (wide == null && amount.fitsTwoWords()) {
      addNewest(amount.high(), amount.low(), origin);
    } else {
      widened().addNewest(amount, origin);
    }
  }

  private void addNewest(long high, long low, int origin) {
    if ((high | low) == 0) {
      return;
    }
    if (wide != null || !count(high, low, origin)) {
      widened().addNewest(Amount.ofWords(high, low), origin);
      return;
    }
    int last = slot(size - 1);
    if (size > 0 && origins[last] == origin) {
      increase(last, high, low);
      return;
    }
    grow();
    set(slot(size), high, low, origin);
    size++;
  }

  public void addOldest(Amount amount, int origin) {
    if (amount.isZero()) {
      return;
    }
    if (wide != null || !amount.fitsTwoWords() || !count(amount.high(), amount.low(), origin)) {
      widened().addOldest(amount, origin);
      return;
    }
    if (size > 0 && origins[head] == origin) {
      increase(head, amount.high(), amount.low());
      return;
    }
    grow();
    head = slot(-1);
    set(head, amount.high(), amount.low(), origin);
    size++;
  }

  /** Adds them at the tail in their order. */
  public void addNewest(Lots lots) {
    if (wide == null && lots.wide == null && holds(lots.totalHigh, lots.totalLow)) {
      append(lots, lots.size);
      addTotals(lots.totalHigh, lots.totalLow, lots.dirtyHigh, lots.dirtyLow);
      return;
    }
    for (int i = 0; i < lots.size(); i++) {
      addNewest(lots.amount(i), lots.origin(i));
    }
  }

  /** Moves {@code amount}, at most {@link #total}, oldest lots first. */
  public void moveOldest(Amount amount, Lots into) {
    if (wide != null
        || into.wide != null
        || !amount.fitsTwoWords()
        || !into.holds(amount.high(), amount.low())) {
      widened().moveOldest(amount, into);
      return;
    }
    discount(amount);
    long high = amount.high();
    long low = amount.low();
    long soiledHigh = 0;
    long soiledLow = 0;
    int whole = 0;
    while ((high | low) != 0) {
      int at = slot(whole);
      long pieceHigh = words[2 * at];
      long pieceLow = words[2 * at + 1];
      if (isGreater(pieceHigh, pieceLow, high, low)) {
        break;
      }
      high = high - pieceHigh - borrow(low, pieceLow);
      low -= pieceLow;
      if (Origins.isDirty(origins[at])) {
        soiledLow += pieceLow;
        soiledHigh += pieceHigh + borrow(soiledLow, pieceLow);
      }
      whole++;
    }
    into.append(this, whole);
    head = slot(whole);
    size -= whole;
    long movedHigh = amount.high() - high - borrow(amount.low(), low);
    into.addTotals(movedHigh, amount.low() - low, soiledHigh, soiledLow);
    dirtyHigh = dirtyHigh - soiledHigh - borrow(dirtyLow, soiledLow);
    dirtyLow -= soiledLow;
    if ((high | low) != 0) {
      leave(head, high, low, into);
    }
  }

  /** Copies the oldest {@code count} lots of another queue behind its own; the sums stay. */
  private void append(Lots other, int count) {
    int from = 0;
    if (count > 0 && size > 0 && origins[slot(size - 1)] == other.origins[other.head]) {
      increase(slot(size - 1), other.words[2 * other.head], other.words[2 * other.head + 1]);
      from = 1;
    }
    reserve(size + count - from);
    for (int i = from; i < count; i++) {
      int at = other.slot(i);
      set(slot(size++), other.words[2 * at], other.words[2 * at + 1], other.origins[at]);
    }
  }

  /** Whether two words hold the total when so much is added. */
  private boolean holds(long high, long low) {
    return totalHigh + high + borrow(totalLow + low, low) >= 0;
  }

  private void addTotals(long high, long low, long soiledHigh, long soiledLow) {
    totalLow += low;
    totalHigh += high + borrow(totalLow, low);
    dirtyLow += soiledLow;
    dirtyHigh += soiledHigh + borrow(dirtyLow, soiledLow);
  }

  /** Moves {@code amount}, at most {@link #total}, newest lots first. */
  public void moveNewest(Amount amount, Lots into) {
    if (wide != null || !amount.fitsTwoWords()) {
      widened().moveNewest(amount, into);
      return;
    }
    discount(amount);
    long high = amount.high();
    long low = amount.low();
    while ((high | low) != 0) {
      int at = slot(size - 1);
      long pieceLow = words[2 * at + 1];
      long pieceHigh = words[2 * at];
      if (isGreater(pieceHigh, pieceLow, high, low)) {
        leave(at, high, low, into);
        return;
      }
      high = high - pieceHigh - borrow(low, pieceLow);
      low -= pieceLow;
      size--;
      left(origins[at], pieceHigh, pieceLow, into);
    }
  }

  /** A part of the lot at {@code at} leaves. */
  private void leave(int at, long high, long low, Lots into) {
    words[2 * at] = words[2 * at] - high - borrow(words[2 * at + 1], low);
    words[2 * at + 1] -= low;
    left(origins[at], high, low, into);
  }

  private void left(int origin, long high, long low, Lots into) {
    if (Origins.isDirty(origin)) {
      dirtyHigh = dirtyHigh - high - borrow(dirtyLow, low);
      dirtyLow -= low;
    }
    into.addNewest(high, low, origin);
  }

  /**
   * Takes {@code amount} from the total.
   *
   * @throws ArithmeticException if there is not so much
   */
  private void discount(Amount amount) {
    long rest = totalHigh - amount.high() - borrow(totalLow, amount.low());
    if (rest < 0) {
      throw new ArithmeticException("%s of %s".formatted(amount, total()));
    }
    totalHigh = rest;
    totalLow -= amount.low();
  }

  /** Adds to the sums; refuses if two words do not hold them. */
  private boolean count(long high, long low, int origin) {
    long sumLow = totalLow + low;
    long sumHigh = totalHigh + high + borrow(sumLow, low);
    if (sumHigh < 0) {
      return false;
    }
    totalHigh = sumHigh;
    totalLow = sumLow;
    if (Origins.isDirty(origin)) {
      dirtyLow += low;
      dirtyHigh += high + borrow(dirtyLow, low);
    }
    return true;
  }

  /** 1 if {@code a}, unsigned, is less than {@code b}: then a - b borrows, and a sum a carried. */
  private static long borrow(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  private static boolean isGreater(long high, long low, long otherHigh, long otherLow) {
    return high > otherHigh || (high == otherHigh && Long.compareUnsigned(low, otherLow) > 0);
  }

  private void increase(int at, long high, long low) {
    long sum = words[2 * at + 1] + low;
    words[2 * at] += high + borrow(sum, low);
    words[2 * at + 1] = sum;
  }

  private int slot(int index) {
    return (head + index) & (origins.length - 1);
  }

  private void set(int at, long high, long low, int origin) {
    words[2 * at] = high;
    words[2 * at + 1] = low;
    origins[at] = origin;
  }

  private void grow() {
    reserve(size + 1);
  }

  private void reserve(int lots) {
    if (lots <= origins.length) {
      return;
    }
    int capacity = Integer.highestOneBit(lots - 1) * 2;
    long[] moreWords = new long[2 * capacity];
    int[] moreOrigins = new int[capacity];
    for (int i = 0; i < size; i++) {
      int at = slot(i);
      moreWords[2 * i] = words[2 * at];
      moreWords[2 * i + 1] = words[2 * at + 1];
      moreOrigins[i] = origins[at];
    }
    words = moreWords;
    origins = moreOrigins;
    head = 0;
  }

  private WideLots widened() {
    if (wide != null) {
      return wide;
    }
    WideLots more = new WideLots();
    for (int i = 0; i < size; i++) {
      more.addNewest(amount(i), origin(i));
    }
    wide = more;
    return more;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < size(); i++) {
      text.append(i == 0 ? "" : ", ").append(amount(i)).append(" of ").append(origin(i));
    }
    return text.append(']').toString();
  }
}
