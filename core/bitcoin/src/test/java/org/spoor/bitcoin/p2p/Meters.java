package org.spoor.bitcoin.p2p;

import java.util.OptionalLong;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;

/** Meters of runs. */
final class Meters {

  private Meters() {}

  static Meter unlimited() {
    return Meter.of(Budget.of(OptionalLong.empty()));
  }

  static Meter upTo(long calls) {
    return Meter.of(Budget.of(OptionalLong.of(calls)));
  }
}
