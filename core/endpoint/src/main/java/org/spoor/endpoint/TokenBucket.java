package org.spoor.endpoint;

import java.time.Duration;

/**
 * How many calls an endpoint gets per second: at most what the user allows, less once it has said
 * that this is too much, and step by step more again while it says nothing.
 *
 * <p>Holds one second's worth of calls, so that a level of a trace goes out at once. Thread-safe.
 */
final class TokenBucket {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Seconds' worth of calls that must go well before the rate grows by a tenth. */
  private static final int TRUST = 10;

  private final int highest;
  private final Timing timing;
  private int rate;
  private long wentWell;

  /** When all that was taken would have flown in at the rate. */
  private long filled;

  private long closedUntil;

  TokenBucket(int callsPerSecond, Timing timing) {
    this.highest = callsPerSecond;
    this.timing = timing;
    this.rate = callsPerSecond;
    this.filled = timing.nanos();
    this.closedUntil = timing.nanos();
  }

  /** Calls per second at present; no more of them can go out at once. */
  synchronized int rate() {
    return rate;
  }

  /**
   * Takes calls out of the bucket.
   *
   * @return how long to wait before they may go out
   */
  synchronized Duration take(int calls) {
    long now = timing.nanos();
    filled = Math.max(filled, now) + calls * (SECOND / rate);
    long start = Math.max(filled - SECOND, closedUntil);
    return Duration.ofNanos(Math.max(0, start - now));
  }

  /** They were answered. */
  synchronized void wentWell(int calls) {
    wentWell += calls;
    if (rate < highest && wentWell >= (long) TRUST * rate) {
      rate = Math.min(highest, rate + Math.max(1, highest / 10));
      wentWell = 0;
    }
  }

  /**
   * The endpoint complains: nothing goes out for a while, and then at half the rate. Complaints
   * about calls that were on their way together count as one.
   */
  synchronized void complaint(Duration pause) {
    long now = timing.nanos();
    if (now >= closedUntil) {
      rate = Math.max(1, rate / 2);
    }
    wentWell = 0;
    closedUntil = Math.max(closedUntil, now + pause.toNanos());
    filled = Math.max(filled, closedUntil);
  }
}
