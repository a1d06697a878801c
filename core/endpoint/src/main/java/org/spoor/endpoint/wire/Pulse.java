package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Whether an endpoint lives: for how long it has left everybody without an answer. All questions to
 * it share one, so that they give up together and not one after the other.
 */
final class Pulse {

  private final Timing timing;
  private OptionalLong silentSince = OptionalLong.empty();

  Pulse(Timing timing) {
    this.timing = timing;
  }

  synchronized void asked() {
    if (silentSince.isEmpty()) {
      silentSince = OptionalLong.of(timing.nanos());
    }
  }

  synchronized void answered() {
    silentSince = OptionalLong.empty();
  }

  /** None while nobody waits. */
  synchronized Duration silence() {
    return silentSince.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(timing.nanos() - silentSince.getAsLong());
  }
}
