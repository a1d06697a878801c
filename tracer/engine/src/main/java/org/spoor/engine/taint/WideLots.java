package org.spoor.engine.taint;

import java.util.Arrays;
import org.spoor.model.value.Amount;

/** The lots of a queue that two machine words each do not hold; see {@link Lots}. */
final class WideLots {

  private Amount[] amounts = new Amount[2];
  private int[] origins = new int[2];
  private int head;
  private int size;
  private Amount total = Amount.ZERO;
  private Amount dirty = Amount.ZERO;

  int size() {
    return size;
  }

  /** Amount of the lot at {@code index}, 0 being the oldest. */
  Amount amount(int index) {
    return amounts[slot(index)];
  }

  /** Origin of the lot at {@code index}. */
  int origin(int index) {
    return origins[slot(index)];
  }

  Amount total() {
    return total;
  }

  /** What of {@link #total} comes from theft sources. */
  Amount dirty() {
    return dirty;
  }

  void addNewest(Amount amount, int origin) {
    if (amount.isZero()) {
      return;
    }
    count(amount, origin);
    int last = slot(size - 1);
    if (size > 0 && origins[last] == origin) {
      amounts[last] = amounts[last].plus(amount);
      return;
    }
    grow();
    set(slot(size), amount, origin);
    size++;
  }

  void addOldest(Amount amount, int origin) {
    if (amount.isZero()) {
      return;
    }
    count(amount, origin);
    if (size > 0 && origins[head] == origin) {
      amounts[head] = amounts[head].plus(amount);
      return;
    }
    grow();
    head = slot(-1);
    set(head, amount, origin);
    size++;
  }

  /** Moves {@code amount}, at most {@link #total}, oldest lots first. */
  void moveOldest(Amount amount, Lots into) {
    Amount rest = amount;
    while (!rest.isZero()) {
      int at = head;
      Amount piece = amounts[at].min(rest);
      leave(at, piece, into);
      rest = rest.minus(piece);
      if (amounts[at].isZero()) {
        head = slot(1);
        size--;
      }
    }
  }

  /** Moves {@code amount}, at most {@link #total}, newest lots first. */
  void moveNewest(Amount amount, Lots into) {
    Amount rest = amount;
    while (!rest.isZero()) {
      int at = slot(size - 1);
      Amount piece = amounts[at].min(rest);
      leave(at, piece, into);
      rest = rest.minus(piece);
      if (amounts[at].isZero()) {
        size--;
      }
    }
  }

  private void leave(int at, Amount piece, Lots into) {
    amounts[at] = amounts[at].minus(piece);
    total = total.minus(piece);
    if (Origins.isDirty(origins[at])) {
      dirty = dirty.minus(piece);
    }
    into.addNewest(piece, origins[at]);
  }

  private void count(Amount amount, int origin) {
    total = total.plus(amount);
    if (Origins.isDirty(origin)) {
      dirty = dirty.plus(amount);
    }
  }

  private int slot(int index) {
    return (head + index) & (amounts.length - 1);
  }

  private void set(int at, Amount amount, int origin) {
    amounts[at] = amount;
    origins[at] = origin;
  }

  private void grow() {
    if (size < amounts.length) {
      return;
    }
    Amount[] moreAmounts = new Amount[size * 2];
    int[] moreOrigins = new int[size * 2];
    for (int i = 0; i < size; i++) {
      moreAmounts[i] = amount(i);
      moreOrigins[i] = origin(i);
    }
    Arrays.fill(moreAmounts, size, moreAmounts.length, Amount.ZERO);
    amounts = moreAmounts;
    origins = moreOrigins;
    head = 0;
  }
}
