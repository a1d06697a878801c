package org.spoor.engine.taint;

import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Amount;

/**
 * A pool from which every withdrawal takes its proportion of the dirty value.
 *
 * <p>While all dirty value has one origin, two sums say everything: which clean lot leaves makes no
 * difference. From the second origin on, or where two words do not hold the sums, a {@link
 * MixedHaircutPool} takes over.
 */
final class HaircutPool extends Tally implements UnorderedPool {

  private int origin = Origins.CLEAN;
  private @Nullable MixedHaircutPool mixed;

  @Override
  public Amount balance() {
    return mixed == null ? totalTally() : mixed.balance();
  }

  @Override
  public boolean covers(Amount amount) {
    return (mixed == null && amount.fitsTwoWords())
        ? reaches(amount.high(), amount.low())
        : balance().compareTo(amount) >= 0;
  }

  @Override
  public Amount dirty() {
    return mixed == null ? dirtyTally() : mixed.dirty();
  }

  @Override
  public void depositOldest(Amount amount, int from) {
    if (mixed != null) {
      mixed.depositOldest(amount, from);
    } else if (keeps(amount, from)) {
      count(amount.high(), amount.low(), Origins.isDirty(from));
      origin = Origins.isDirty(from) ? from : origin;
    } else {
      mix().depositOldest(amount, from);
    }
  }

  private boolean keeps(Amount amount, int from) {
    return amount.fitsTwoWords()
        && holds(amount.high(), amount.low())
        && (!Origins.isDirty(from) || from == origin || !hasDirty());
  }

  private MixedHaircutPool mix() {
    MixedHaircutPool more = new MixedHaircutPool();
    more.depositOldest(totalTally().minus(dirtyTally()), Origins.CLEAN);
    more.depositOldest(dirtyTally(), origin);
    mixed = more;
    return more;
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    if (mixed != null) {
      mixed.withdraw(amount, out);
      return;
    }
    if (!covers(amount)) {
      throw new ArithmeticException("%s of %s".formatted(amount, balance()));
    }
    Amount share = share(amount);
    Amount rest = amount.minus(share);
    discount(share.high(), share.low(), true);
    discount(rest.high(), rest.low(), false);
    out.addNewest(share, origin);
    out.addNewest(rest, Origins.CLEAN);
  }

  /** floor(amount * dirty / balance). */
  private Amount share(Amount amount) {
    if (!hasDirty()) {
      return Amount.ZERO;
    }
    return isAllDirty() ? amount : amount.timesOver(dirtyTally(), totalTally());
  }

  @Override
  public void copyTo(Lots out) {
    if (mixed != null) {
      mixed.copyTo(out);
      return;
    }
    out.addNewest(dirtyTally(), origin);
    out.addNewest(totalTally().minus(dirtyTally()), Origins.CLEAN);
  }
}
