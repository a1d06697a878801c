package org.spoor.endpoint.wire;

import java.time.Duration;

/** Time that passes when somebody sleeps, at once, and where chance gives the half. */
final class StoodTime implements Timing {

  private Duration slept = Duration.ZERO;

  @Override
  public synchronized long nanos() {
    return slept.toNanos();
  }

  @Override
  public synchronized void sleep(Duration time) {
    slept = slept.plus(time);
  }

  @Override
  public Duration some(Duration time) {
    return time.dividedBy(2);
  }

  synchronized Duration slept() {
    return slept;
  }
}
