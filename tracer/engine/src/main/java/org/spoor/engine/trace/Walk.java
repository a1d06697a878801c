package org.spoor.engine.trace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;

/** The events of one chain that the run has reached, in order of position. */
abstract sealed class Walk permits AccountWalk, UtxoWalk {

  /**
   * What a conversion brings, when its transaction is over.
   *
   * @param recorded how much of the gain the records show as an inflow of its own
   */
  record Arrival(
      ChainPosition position, Instant time, Conversion conversion, Asset asset, Amount recorded) {

    /** Whether the other arrives at the same place at the same time. */
    boolean isBeside(Arrival other) {
      return position.equals(other.position)
          && asset.equals(other.asset)
          && conversion.recipient.equals(other.conversion.recipient);
    }

    /** How much of what arrives is in the recorded balance at {@link #position} already. */
    Amount counted() {
      return recorded.min(conversion.gains().getOrDefault(asset, Amount.ZERO));
    }
  }

  final Run run;
  final Chain chain;
  final PriorityQueue<Arrival> arrivals =
      new PriorityQueue<>(Comparator.comparing(Arrival::position).thenComparing(Arrival::asset));

  /** The running maximum of block times: by it the chains of a run are merged. */
  private Instant clock = Instant.MIN;

  Walk(Run run, Chain chain) {
    this.run = run;
    this.chain = chain;
  }

  /** What the clock shows when the next event is over; only if there is one. */
  final Instant nextClock() {
    Instant next = nextTime();
    return next.isAfter(clock) ? next : clock;
  }

  final void advance() {
    clock = nextClock();
    step();
  }

  abstract boolean hasNext();

  /** Position of the next event; only if there is one. */
  abstract ChainPosition nextPosition();

  /** Time of the next event; only if there is one. */
  abstract Instant nextTime();

  /** Processes the next event. */
  abstract void step();

  /** Brings what still rests somewhere to its end. */
  abstract void finish();

  /** The conversions whose gains are next, if gains are next. */
  abstract List<Conversion> nextGains();

  void schedule(Arrival arrival) {
    arrivals.add(arrival);
  }
}
