package org.spoor.engine.taint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.spoor.model.value.Amount;

/** Dirty value by origin, in the order of origins. */
public final class Shares {

  private int[] origins = new int[1];
  private Amount[] amounts = new Amount[1];
  private int size;
  private Amount total = Amount.ZERO;

  /** What the dirty ones among {@code lots} add up to. */
  public static Shares of(Lots lots) {
    Shares shares = new Shares();
    shares.add(lots);
    return shares;
  }

  public Amount total() {
    return total;
  }

  /** Adds the dirty ones among {@code lots}. */
  public void add(Lots lots) {
    for (int i = 0; i < lots.size(); i++) {
      if (Origins.isDirty(lots.origin(i))) {
        add(lots.origin(i), lots.amount(i));
      }
    }
  }

  public void add(int origin, Amount amount) {
    if (amount.isZero()) {
      return;
    }
    total = total.plus(amount);
    int at = Arrays.binarySearch(origins, 0, size, origin);
    if (at >= 0) {
      amounts[at] = amounts[at].plus(amount);
    } else {
      insert(-at - 1, origin, amount);
    }
  }

  private void insert(int at, int origin, Amount amount) {
    if (size == origins.length) {
      origins = Arrays.copyOf(origins, size * 2);
      amounts = Arrays.copyOf(amounts, size * 2);
    }
    System.arraycopy(origins, at, origins, at + 1, size - at);
    System.arraycopy(amounts, at, amounts, at + 1, size - at);
    origins[at] = origin;
    amounts[at] = amount;
    size++;
  }

  /** Moves {@code part}, at most {@link #total}, in proportion to what each origin has here. */
  void move(Amount part, Lots out) {
    move(part, Arrays.copyOf(amounts, size), out);
  }

  /**
   * Moves {@code part}, at most {@link #total}, in proportion to {@code weights}, one weight for
   * each origin, by the largest-remainder method; what exceeds an origin's value goes to the others
   * in their order.
   */
  void move(Amount part, Amount[] weights, Lots out) {
    if (size == 1) {
      give(0, part, out);
      return;
    }
    Amount[] gifts = apportion(part, weights);
    for (int i = 0; i < size; i++) {
      give(i, gifts[i], out);
    }
  }

  /** A copy of the amounts, to weigh later moves with. */
  Amount[] weights() {
    return Arrays.copyOf(amounts, size);
  }

  /** How many origins it knows. */
  public int size() {
    return size;
  }

  public int origin(int index) {
    return origins[index];
  }

  public Amount amount(int index) {
    return amounts[index];
  }

  /** {@code whole}, in any unit, divided in proportion to these shares; adds it to {@code out}. */
  public void scaleTo(Amount whole, Lots out) {
    Amount[] parts = proportions(whole, Arrays.copyOf(amounts, size));
    for (int i = 0; i < size; i++) {
      out.addNewest(parts[i], origins[i]);
    }
  }

  void copyTo(Lots out) {
    for (int i = 0; i < size; i++) {
      out.addNewest(amounts[i], origins[i]);
    }
  }

  private void give(int i, Amount gift, Lots out) {
    amounts[i] = amounts[i].minus(gift);
    total = total.minus(gift);
    out.addNewest(gift, origins[i]);
  }

  private Amount[] apportion(Amount part, Amount[] weights) {
    Amount[] gifts = proportions(part, weights);
    Amount spare = Amount.ZERO;
    for (int i = 0; i < size; i++) {
      spare = spare.plus(gifts[i].minusOrZero(amounts[i]));
      gifts[i] = gifts[i].min(amounts[i]);
    }
    for (int i = 0; i < size && !spare.isZero(); i++) {
      Amount more = spare.min(amounts[i].minus(gifts[i]));
      gifts[i] = gifts[i].plus(more);
      spare = spare.minus(more);
    }
    return gifts;
  }

  private static Amount[] proportions(Amount part, Amount[] weights) {
    Amount whole = Arrays.stream(weights).reduce(Amount.ZERO, Amount::plus);
    Amount[] gifts = new Amount[weights.length];
    Amount given = Amount.ZERO;
    for (int i = 0; i < weights.length; i++) {
      gifts[i] = whole.isZero() ? Amount.ZERO : part.timesOver(weights[i], whole);
      given = given.plus(gifts[i]);
    }
    int left = whole.isZero() ? 0 : part.minus(given).toBigInteger().intValueExact();
    IntStream.range(0, weights.length)
        .boxed()
        .sorted(largestRemainderFirst(part, weights, whole))
        .limit(left)
        .forEach(i -> gifts[i] = gifts[i].plus(Amount.of(1)));
    return gifts;
  }

  private static Comparator<Integer> largestRemainderFirst(
      Amount part, Amount[] weights, Amount whole) {
    Amount[] remainders =
        Arrays.stream(weights)
            .map(w -> whole.isZero() ? Amount.ZERO : part.remainderOver(w, whole))
            .toArray(Amount[]::new);
    return java.util.Comparator.<Integer, Amount>comparing(i -> remainders[i])
        .reversed()
        .thenComparing(i -> i);
  }
}
