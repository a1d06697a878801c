package org.spoor.engine.taint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.spoor.model.value.Amount;

/** A pool from which dirty lots leave before clean ones, or clean before dirty; oldest first. */
final class SortedPool implements Pool {

  /**
   * @param arrival orders the lots of both sides: what is clean today may be stolen tomorrow and
   *     then stands among the dirty lots by its age
   */
  private record Lot(Amount amount, int origin, long arrival) {

    Lot plus(Amount more) {
      return new Lot(amount.plus(more), origin, arrival);
    }

    Lot minus(Amount less) {
      return new Lot(amount.minus(less), origin, arrival);
    }
  }

  private static final class Side {
    private final Deque<Lot> lots = new ArrayDeque<>();
    private Amount total = Amount.ZERO;

    void addNewest(Lot lot, boolean joins) {
      total = total.plus(lot.amount());
      Lot last = lots.peekLast();
      if (joins && last != null && last.origin() == lot.origin()) {
        lots.removeLast();
        lots.addLast(last.plus(lot.amount()));
      } else {
        lots.addLast(lot);
      }
    }

    void addOldest(Lot lot) {
      total = total.plus(lot.amount());
      lots.addFirst(lot);
    }

    void moveOldest(Amount amount, Lots out) {
      total = total.minus(amount);
      Amount rest = amount;
      while (!rest.isZero()) {
        Lot oldest = lots.removeFirst();
        Amount piece = oldest.amount().min(rest);
        if (piece.compareTo(oldest.amount()) < 0) {
          lots.addFirst(oldest.minus(piece));
        }
        out.addNewest(piece, oldest.origin());
        rest = rest.minus(piece);
      }
    }
  }

  private final boolean dirtyFirst;
  private final Side dirty = new Side();
  private final Side clean = new Side();
  private Side lastIn = clean;
  private long newest;
  private long oldest;

  SortedPool(boolean dirtyFirst) {
    this.dirtyFirst = dirtyFirst;
  }

  @Override
  public Amount balance() {
    return dirty.total.plus(clean.total);
  }

  @Override
  public Amount dirty() {
    return dirty.total;
  }

  @Override
  public void deposit(Lots in) {
    for (int i = 0; i < in.size(); i++) {
      Side side = side(in.origin(i));
      side.addNewest(new Lot(in.amount(i), in.origin(i), ++newest), side == lastIn);
      lastIn = side;
    }
  }

  @Override
  public void depositOldest(Amount amount, int origin) {
    if (!amount.isZero()) {
      side(origin).addOldest(new Lot(amount, origin, --oldest));
    }
  }

  @Override
  public void withdraw(Amount amount, Lots out) {
    Side first = dirtyFirst ? dirty : clean;
    Side second = dirtyFirst ? clean : dirty;
    Amount fromFirst = amount.min(first.total);
    first.moveOldest(fromFirst, out);
    second.moveOldest(amount.minus(fromFirst), out);
  }

  @Override
  public void copyTo(Lots out) {
    Iterator<Lot> others = clean.lots.iterator();
    @Nullable Lot other = others.hasNext() ? others.next() : null;
    for (Lot lot : dirty.lots) {
      while (other != null && other.arrival() < lot.arrival()) {
        out.addNewest(other.amount(), other.origin());
        other = others.hasNext() ? others.next() : null;
      }
      out.addNewest(lot.amount(), lot.origin());
    }
    while (other != null) {
      out.addNewest(other.amount(), other.origin());
      other = others.hasNext() ? others.next() : null;
    }
  }

  private Side side(int origin) {
    return Origins.isDirty(origin) ? dirty : clean;
  }
}
