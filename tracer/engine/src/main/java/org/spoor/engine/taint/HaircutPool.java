package org.spoor.engine.taint;

import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Amount;

/**
 * A pool from which every withdrawal takes its proportion of the dirty value.
 *
 * <p>While all dirty value has one origin, two sums say everything: which clean lot leaves makes no
 * difference. From the second origin on a {@link MixedHaircutPool} takes over.
 */
final class HaircutPool implements Pool {

  private int origin = Origins.CLEAN;
  private Amount dirty = Amount.ZERO;
  private Amount clean = Amount.ZERO;
  private @Nullable MixedHaircutPool mixed;

  @Override
  public Amount balance() {
    return mixed == null ? dirty.plus(clean) : mixed.balance();
  }

  @Override
  public Amount dirty() {
    return mixed == null ? dirty : mixed.dirty();
  }

  @Override
  public void deposit(Lots in) {
    for (int i = 0; i < in.size(); i++) {
      depositOldest(in.amount(i), in.origin(i));
    }
  }

  @Override
  public void depositOldest(Amount amount, int from) {
    if (mixed != null) {
      mixed.depositOldest(amount, from);
    } else if (!Origins.isDirty(from)) {
      clean = clean.plus(amount);
    } else if (from == origin || dirty.isZero()) {
      origin = from;
      dirty = dirty.plus(amount);
    } else {
      mix().depositOldest(amount, from);
    }
  }

  private MixedHaircutPool mix() {
    MixedHaircutPool more = new MixedHaircutPool();
    more.depositOldest(clean, Origins.CLEAN);
    more.depositOldest(dirty, origin);
    mixed = more;
    return more;
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    if (mixed != null) {
      mixed.withdraw(amount, out);
      return;
    }
    Amount share = share(amount);
    Amount rest = amount.minus(share);
    dirty = dirty.minus(share);
    clean = clean.minus(rest);
    out.addNewest(share, origin);
    out.addNewest(rest, Origins.CLEAN);
  }

  /** floor(amount * dirty / balance). */
  private Amount share(Amount amount) {
    if (dirty.isZero()) {
      return Amount.ZERO;
    }
    return clean.isZero() ? amount : amount.timesOver(dirty, dirty.plus(clean));
  }

  @Override
  public void copyTo(Lots out) {
    if (mixed != null) {
      mixed.copyTo(out);
      return;
    }
    out.addNewest(dirty, origin);
    out.addNewest(clean, Origins.CLEAN);
  }
}
