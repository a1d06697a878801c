package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.spoor.model.SpoorException;

/** Time as patience needs it. */
interface Timing {

  /** Counts on steadily; only differences mean something. */
  long nanos();

  void sleep(Duration time);

  /** Some part of a time, by chance: those that wait for the same thing come back apart. */
  Duration some(Duration time);

  /** The time of the machine. */
  Timing REAL =
      new Timing() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) {
          try {
            Thread.sleep(time);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SpoorException.unavailable("interrupted", e);
          }
        }

        @Override
        public Duration some(Duration time) {
          return Duration.ofNanos(ThreadLocalRandom.current().nextLong(time.toNanos() + 1));
        }
      };
}
