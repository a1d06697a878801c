package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;

/** How many requests are on their way to an endpoint at the same time. */
final class Places {

  private final Semaphore free;

  Places(int atOnce) {
    this.free = new Semaphore(atOnce);
  }

  /**
   * Sends something as soon as there is a place for it.
   *
   * @param until {@link System#nanoTime} by which it has to have ended
   * @param what is sent, for messages
   * @param send within the time that is left
   */
  Wire.Delivery take(long until, Supplier<String> what, Function<Duration, Wire.Delivery> send) {
    try {
      if (!free.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return new Wire.Delivery.Lost(Fault.of(Fault.Kind.PASSING, "no answer in time"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable(what.get() + ": interrupted", e);
    }
    try {
      return send.apply(Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime())));
    } finally {
      free.release();
    }
  }
}
