package org.spoor.engine.taint;

import org.spoor.model.value.Amount;

/** HAIRCUT for value of several origins, or too large for two machine words. */
final class MixedHaircutPool implements Pool {

  private final Shares dirty = new Shares();
  private final Lots clean = new Lots();

  @Override
  public Amount balance() {
    return dirty.total().plus(clean.total());
  }

  @Override
  public Amount dirty() {
    return dirty.total();
  }

  @Override
  public void deposit(Lots in) {
    for (int i = 0; i < in.size(); i++) {
      if (Origins.isDirty(in.origin(i))) {
        dirty.add(in.origin(i), in.amount(i));
      } else {
        clean.addNewest(in.amount(i), in.origin(i));
      }
    }
  }

  @Override
  public void depositOldest(Amount amount, int origin) {
    if (Origins.isDirty(origin)) {
      dirty.add(origin, amount);
    } else {
      clean.addOldest(amount, origin);
    }
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    Amount share = share(amount);
    dirty.move(share, out);
    clean.moveOldest(amount.minus(share), out);
  }

  @Override
  public void copyTo(Lots out) {
    dirty.copyTo(out);
    out.addNewest(clean);
  }

  /** floor(amount * dirty / balance). */
  private Amount share(Amount amount) {
    if (dirty.total().isZero()) {
      return Amount.ZERO;
    }
    return clean.total().isZero() ? amount : amount.timesOver(dirty.total(), balance());
  }
}
