package org.spoor.ethereum.explorer;

import java.time.Duration;

/** Spreads questions over time, so that no second has more of them than an explorer allows. */
final class Pace {

  /** Time as a pace needs it. */
  interface Clock {

    /** Counts on steadily; only differences mean something. */
    long nanos();

    void sleepUntil(long nanos);
  }

  private final long step;
  private final Clock clock;
  private long next;

  Pace(int perSecond, Clock clock) {
    this.step = Duration.ofSeconds(1).toNanos() / perSecond;
    this.clock = clock;
    this.next = clock.nanos();
  }

  /** Returns when it is this question's turn. */
  void await() {
    clock.sleepUntil(turn());
  }

  private synchronized long turn() {
    long turn = Math.max(clock.nanos(), next);
    next = turn + step;
    return turn;
  }

  /** Nobody's turn comes before the time is over. */
  synchronized void rest(Duration time) {
    next = Math.max(next, clock.nanos() + time.toNanos());
  }
}
