package org.spoor.engine.taint;

import org.spoor.model.value.Amount;

/** A pool from which the oldest, or the newest, lots leave first. */
final class QueuePool implements Pool {

  private final boolean oldestFirst;
  private final Lots lots = new Lots();

  QueuePool(boolean oldestFirst) {
    this.oldestFirst = oldestFirst;
  }

  @Override
  public Amount balance() {
    return lots.total();
  }

  @Override
  public boolean covers(Amount amount) {
    return lots.covers(amount);
  }

  @Override
  public Amount dirty() {
    return lots.dirty();
  }

  @Override
  public void deposit(Lots in) {
    lots.addNewest(in);
  }

  @Override
  public void depositOldest(Amount amount, int origin) {
    lots.addOldest(amount, origin);
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    if (oldestFirst) {
      lots.moveOldest(amount, out);
    } else {
      lots.moveNewest(amount, out);
    }
  }

  @Override
  public void copyTo(Lots out) {
    out.addNewest(lots);
  }
}
