package org.spoor.engine.trace;

import java.util.Optional;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;

/** The selling side and the gaining side of the conversions on an account chain. */
final class Sales {

  private final Run run;
  private final Accounts accounts;
  private final Lots given = new Lots();
  private Amount apart = Amount.ZERO;

  Sales(Run run, Accounts accounts) {
    this.run = run;
    this.accounts = accounts;
  }

  /** Begins an event: nothing is sold in it yet. */
  void begin() {
    given.clear();
    apart = Amount.ZERO;
  }

  /** What the event sells. */
  Lots given() {
    return given;
  }

  /** Takes what a transfer sells out of its pool; {@code moved} gets what the receiver gets. */
  void sell(Transfer transfer, Place from, Conversion conversion, Lots moved) {
    if (!conversion.sells(transfer.asset())) {
      // What was gained in the same transaction leaves without having been in the pool.
      Amount own = conversion.takeBeyond(transfer.asset(), transfer.amount());
      take(from, own, moved);
      Amount passing = transfer.amount().minus(own);
      conversion.transit.leaves(transfer.asset(), passing);
      moved.addNewest(passing, Origins.CLEAN);
      return;
    }
    Amount sold = conversion.convertible(transfer.amount());
    give(conversion, from, sold, transfer.to());
    Amount rest = transfer.amount().minus(sold);
    if (conversion.assertion.isPresent()) {
      take(from, rest, moved);
    } else {
      // What exceeds the net loss comes back in the same transaction.
      conversion.transit.leaves(transfer.asset(), rest);
      moved.addNewest(rest, Origins.CLEAN);
    }
    moved.addNewest(sold, Origins.CLEAN);
  }

  private void give(Conversion conversion, Place from, Amount sold, Party to) {
    take(from, sold, given);
    conversion.give(given, to, from.hop);
    run.books.end(EndKind.CONVERTED_OUT, to, from.asset, given);
  }

  /**
   * Takes what a transfer to oneself moves out of its pool. What the pool lacks may be value that a
   * swap of the same transaction holds apart: that leaves and comes back without being in the pool.
   */
  void circle(Place from, Amount amount, Amount inTransit, Lots moved) {
    apart = amount.minusOrZero(from.pool().balance()).min(inTransit);
    take(from, amount.minus(apart), moved);
    moved.addNewest(apart, Origins.CLEAN);
  }

  /** Takes what is held apart off {@code moved} again. */
  void keepApart(Lots moved) {
    moved.moveNewest(apart, new Lots());
  }

  /** Withdraws; what the pool lacks enters it just before, unexplained. */
  void take(Place from, Amount amount, Lots out) {
    if (!from.pool().covers(amount)) {
      Amount missing = amount.minus(from.pool().balance());
      from.pool().depositOldest(missing, Origins.UNEXPLAINED);
      run.unexplained(from.address, from.asset, missing);
    }
    from.pool().withdraw(amount, out);
  }

  /**
   * Brings a gain to its recipient.
   *
   * @param counted what recorded balances at its position have of this gain, and of those that
   *     arrive beside it
   */
  void arrive(Walk.Arrival arrival, Amount counted) {
    Conversion conversion = arrival.conversion();
    Asset asset = arrival.asset();
    payUp(conversion);
    Lots lots = conversion.arriving(asset);
    conversion.arrived();
    Place place = accounts.place(conversion.recipient, asset);
    if (!lots.dirty().isZero()) {
      run.books.convertIn(asset, lots);
      run.edges.add(
          conversion.edge(
              arrival.position(), arrival.time(), asset, lots, Optional.empty(), run.taints));
    }
    if (place != null) {
      place.pool().deposit(lots);
    } else if (!lots.dirty().isZero()) {
      accounts.enter(
          conversion.recipient,
          asset,
          lots,
          conversion.gainHop(),
          arrival.position(),
          counted,
          false);
    }
  }

  /** What came in dirty after the last outflow of a swap was netted with that outflow. */
  private void payUp(Conversion conversion) {
    Place place = accounts.place(conversion.seller, conversion.lostAsset);
    if (place != null && !conversion.owed().isZero()) {
      given.clear();
      give(conversion, place, conversion.owed(), conversion.buyer());
    }
  }
}
