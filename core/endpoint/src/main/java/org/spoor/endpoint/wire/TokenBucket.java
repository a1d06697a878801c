package org.spoor.endpoint.wire;

import java.time.Duration;

/**
 * How many calls an endpoint gets per second: at most what the user allows, less once it has said
 * that this is too much, and step by step more again while it says nothing. Thread-safe.
 */
final class TokenBucket {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Seconds' worth of calls that must go well before the rate grows by a tenth. */
  private static final int TRUST = 10;

  private final int highest;
  private final boolean isEven;
  private final Timing timing;
  private int rate;
  private long wentWell;

  /** When all that was taken would have flown in at the rate. */
  private long filled;

  private long closedUntil;

  private TokenBucket(int callsPerSecond, boolean isEven, Timing timing) {
    this.highest = callsPerSecond;
    this.isEven = isEven;
    this.timing = timing;
    this.rate = callsPerSecond;
    this.filled = timing.nanos();
    this.closedUntil = timing.nanos();
  }

  /** Holds one second's worth of calls, so that a level of a trace goes out at once. */
  static TokenBucket full(int callsPerSecond, Timing timing) {
    return new TokenBucket(callsPerSecond, false, timing);
  }

  /** Holds one call, so that no second has more of them than the rate, wherever it begins. */
  static TokenBucket even(int callsPerSecond, Timing timing) {
    return new TokenBucket(callsPerSecond, true, timing);
  }

  /** Calls per second at present. */
  synchronized int rate() {
    return rate;
  }

  /** How many calls can go out at once. */
  synchronized int atOnce() {
    return isEven ? 1 : rate;
  }

  /**
   * Takes calls out of the bucket.
   *
   * @return how long to wait before they may go out
   */
  synchronized Duration take(int calls) {
    long now = timing.nanos();
    filled = Math.max(filled, now) + calls * (SECOND / rate);
    long held = isEven ? SECOND / rate : SECOND;
    long start = Math.max(filled - held, closedUntil);
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
   * about calls that were on their way together count as one. What went well before still counts:
   * of an endpoint that complains now and then at any rate the rate would never grow again.
   */
  synchronized void complaint(Duration pause) {
    long now = timing.nanos();
    if (now >= closedUntil) {
      rate = Math.max(1, rate / 2);
    }
    closedUntil = Math.max(closedUntil, now + pause.toNanos());
    filled = Math.max(filled, closedUntil);
  }
}
