package org.spoor.engine.taint;

import org.spoor.model.value.Amount;

/** A pool that is dirty, all of it, from its first dirty lot until its balance is zero. */
final class PoisonPool implements UnorderedPool {

  private final Origins origins;
  private Amount balance = Amount.ZERO;
  private int origin = Origins.CLEAN;

  PoisonPool(Origins origins) {
    this.origins = origins;
  }

  @Override
  public Amount balance() {
    return balance;
  }

  @Override
  public Amount dirty() {
    return Origins.isDirty(origin) ? balance : Amount.ZERO;
  }

  @Override
  public void depositOldest(Amount amount, int from) {
    balance = balance.plus(amount);
    origin = amount.isZero() ? origin : origins.union(origin, from);
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    balance = balance.minus(amount);
    out.addNewest(amount, origin);
    if (balance.isZero()) {
      origin = Origins.CLEAN;
    }
  }

  @Override
  public void copyTo(Lots out) {
    out.addNewest(balance, origin);
  }
}
