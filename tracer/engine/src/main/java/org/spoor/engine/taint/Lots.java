package org.spoor.engine.taint;

import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Amount;

/**
 * An ordered queue of lots, oldest first; a lot is a piece of value and its origin (see {@link
 * Origins}). Neighbours of one origin are joined, empty lots are not kept.
 *
 * <p>Amounts are kept as two words each, one lot behind the other, so that runs of lots are copied
 * as one. Where two words do not suffice, {@link WideLots} takes over.
 */
public final class Lots extends Tally {

  /** Words of a lot: the upper and the lower one of its amount, and its origin. */
  private static final int WORDS = 3;

  private long[] words = new long[2 * WORDS];

  /** The lot in {@link #words} that is the oldest. */
  private int head;

  private int size;
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
    return wide == null
        ? Amount.ofWords(words[at(index)], words[at(index) + 1])
        : wide.amount(index);
  }

  /** Origin of the lot at {@code index}. */
  public int origin(int index) {
    return wide == null ? originAt(at(index)) : wide.origin(index);
  }

  public Amount total() {
    return wide == null ? totalTally() : wide.total();
  }

  /** What of {@link #total} comes from theft sources. */
  public Amount dirty() {
    return wide == null ? dirtyTally() : wide.dirty();
  }

  /** Whether {@link #total} is at least {@code amount}. */
  boolean covers(Amount amount) {
    return (wide == null && amount.fitsTwoWords())
        ? reaches(amount.high(), amount.low())
        : total().compareTo(amount) >= 0;
  }

  public boolean isDirty() {
    return wide == null ? hasDirty() : !wide.dirty().isZero();
  }

  public void clear() {
    head = 0;
    size = 0;
    forget();
    wide = null;
  }

  public void addNewest(Amount amount, int origin) {
    if (keeps(amount)) {
      addNewest(amount.high(), amount.low(), origin);
    } else {
      widened().addNewest(amount, origin);
    }
  }

  private void addNewest(long high, long low, int origin) {
    if ((high | low) == 0) {
      return;
    }
    count(high, low, Origins.isDirty(origin));
    if (size > 0 && originAt(at(size - 1)) == origin) {
      increase(at(size - 1), high, low);
      return;
    }
    reserve(1);
    set(at(size++), high, low, origin);
  }

  public void addOldest(Amount amount, int origin) {
    if (!keeps(amount)) {
      widened().addOldest(amount, origin);
      return;
    }
    if (amount.isZero() || size == 0) {
      addNewest(amount.high(), amount.low(), origin);
      return;
    }
    count(amount.high(), amount.low(), Origins.isDirty(origin));
    if (originAt(at(0)) == origin) {
      increase(at(0), amount.high(), amount.low());
      return;
    }
    reserveBefore();
    head--;
    size++;
    set(at(0), amount.high(), amount.low(), origin);
  }

  /** Adds them at the tail in their order. */
  public void addNewest(Lots lots) {
    if (lots.wide == null && keeps(lots.totalTally())) {
      append(lots, lots.size);
      countAll(lots);
      return;
    }
    for (int i = 0; i < lots.size(); i++) {
      addNewest(lots.amount(i), lots.origin(i));
    }
  }

  /** Whether two words still hold the total when so much comes in. */
  private boolean keeps(Amount amount) {
    return wide == null && amount.fitsTwoWords() && holds(amount.high(), amount.low());
  }

  /** Moves {@code amount}, at most {@link #total}, oldest lots first. */
  public void moveOldest(Amount amount, Lots into) {
    if (wide != null || !into.keeps(amount)) {
      widened().moveOldest(amount, into);
    } else if (totals(amount.high(), amount.low())) {
      into.addNewest(this);
      clear();
    } else {
      moveOldest(amount.high(), amount.low(), into);
    }
  }

  private void moveOldest(long high, long low, Lots into) {
    require(high, low);
    long restHigh = high;
    long restLow = low;
    long soiledHigh = 0;
    long soiledLow = 0;
    int at = at(0);
    for (; !isGreater(words[at], words[at + 1], restHigh, restLow); at += WORDS) {
      long pieceLow = words[at + 1];
      restHigh = restHigh - words[at] - borrow(restLow, pieceLow);
      restLow -= pieceLow;
      if (Origins.isDirty(originAt(at))) {
        soiledLow += pieceLow;
        soiledHigh += words[at] + borrow(soiledLow, pieceLow);
      }
    }
    long wholeHigh = high - restHigh - borrow(low, restLow);
    discount(wholeHigh, low - restLow, soiledHigh, soiledLow);
    into.count(wholeHigh, low - restLow, soiledHigh, soiledLow);
    int whole = at / WORDS - head;
    into.append(this, whole);
    head += whole;
    size -= whole;
    if ((restHigh | restLow) != 0) {
      leave(at, restHigh, restLow, into);
    }
  }

  /** Copies the oldest {@code count} lots of another queue behind its own; the sums stay. */
  private void append(Lots other, int count) {
    int from = 0;
    if (count > 0 && size > 0 && originAt(at(size - 1)) == other.originAt(other.at(0))) {
      increase(at(size - 1), other.words[other.at(0)], other.words[other.at(0) + 1]);
      from = 1;
    }
    reserve(count - from);
    System.arraycopy(other.words, other.at(from), words, at(size), WORDS * (count - from));
    size += count - from;
  }

  /** Moves {@code amount}, at most {@link #total}, newest lots first. */
  public void moveNewest(Amount amount, Lots into) {
    if (wide != null || !into.keeps(amount)) {
      widened().moveNewest(amount, into);
      return;
    }
    long high = amount.high();
    long low = amount.low();
    require(high, low);
    while ((high | low) != 0) {
      int at = at(size - 1);
      long pieceLow = words[at + 1];
      long pieceHigh = words[at];
      if (isGreater(pieceHigh, pieceLow, high, low)) {
        leave(at, high, low, into);
        return;
      }
      high = high - pieceHigh - borrow(low, pieceLow);
      low -= pieceLow;
      size--;
      left(originAt(at), pieceHigh, pieceLow, into);
    }
  }

  /** A part of the lot at {@code at} leaves. */
  private void leave(int at, long high, long low, Lots into) {
    words[at] = words[at] - high - borrow(words[at + 1], low);
    words[at + 1] -= low;
    left(originAt(at), high, low, into);
  }

  private void left(int origin, long high, long low, Lots into) {
    discount(high, low, Origins.isDirty(origin));
    into.addNewest(high, low, origin);
  }

  private void increase(int at, long high, long low) {
    long sum = words[at + 1] + low;
    words[at] += high + borrow(sum, low);
    words[at + 1] = sum;
  }

  private int at(int index) {
    return WORDS * (head + index);
  }

  private int originAt(int at) {
    return (int) words[at + 2];
  }

  private void set(int at, long high, long low, int origin) {
    words[at] = high;
    words[at + 1] = low;
    words[at + 2] = origin;
  }

  /** Makes room behind the newest lot; a queue that moved far from the front goes back there. */
  private void reserve(int lots) {
    if (at(size + lots) <= words.length) {
      return;
    }
    int needed = WORDS * (size + lots);
    long[] room = 2 * needed <= words.length ? words : new long[2 * needed];
    System.arraycopy(words, at(0), room, 0, WORDS * size);
    words = room;
    head = 0;
  }

  /** Makes room before the oldest lot. */
  private void reserveBefore() {
    if (head == 0) {
      reserve(size + 1);
      int room = words.length / WORDS - size;
      System.arraycopy(words, 0, words, WORDS * room, WORDS * size);
      head = room;
    }
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
