package org.spoor.ethereum.rpc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.model.SpoorException;

/** How long one who asks goes on asking an endpoint that fails. Each question has its own. */
final class Patience {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration SLOWEST = Duration.ofSeconds(20);

  /** A cut answer comes whole the second time; one that is nonsense stays so. */
  private static final int MALFORMED_ATTEMPTS = 3;

  private static final int UNCLEAR_ATTEMPTS = 3;

  private final Timing timing;
  private final Duration longest;

  /** When the first of the attempts failed. */
  private long since;

  private int attempts;
  private int malformed;

  Patience(Timing timing, Duration longest) {
    this.timing = timing;
    this.longest = longest;
  }

  /** An answer came: the endpoint lives. */
  void rewarded() {
    attempts = 0;
    malformed = 0;
  }

  /** Whether a refusal has to be taken for a complaint about the rate. */
  boolean tooOften(Reply.Refusal refusal) {
    return switch (Limits.in(refusal)) {
      case OFTEN -> true;
      case PERHAPS -> attempts + 1 < UNCLEAR_ATTEMPTS;
      case OTHER -> false;
    };
  }

  /**
   * An attempt failed.
   *
   * @return how long to wait before the next
   * @throws SpoorException if there shall be none
   */
  Duration tried(List<Fault> faults, Function<Fault, SpoorException> givingUp) {
    if (attempts == 0) {
      since = timing.nanos();
    }
    attempts++;
    malformed += faults.stream().anyMatch(f -> f.kind() == Fault.Kind.MALFORMED) ? 1 : 0;
    Optional<Fault> hopeless = faults.stream().filter(this::hopeless).findFirst();
    if (hopeless.isPresent()) {
      throw givingUp.apply(hopeless.get());
    }
    Duration wait = faults.stream().map(this::wait).max(Duration::compareTo).orElse(FIRST);
    if (passed().plus(wait).compareTo(longest) > 0) {
      throw givingUp.apply(faults.getLast());
    }
    return wait;
  }

  /** In words, to stand before the cause; nothing where there was a single attempt. */
  String efforts() {
    return attempts < 2
        ? ""
        : "gave up after %d attempts in %d s: ".formatted(attempts, passed().toSeconds());
  }

  private boolean hopeless(Fault fault) {
    return switch (fault.kind()) {
      case FINAL -> true;
      case MALFORMED -> malformed >= MALFORMED_ATTEMPTS;
      case LIMITED, PASSING -> false;
    };
  }

  /** What the endpoint asks for, or twice as long each time; in part by chance. */
  private Duration wait(Fault fault) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, 10));
    Duration half = (doubled.compareTo(SLOWEST) > 0 ? SLOWEST : doubled).dividedBy(2);
    Duration own = half.plus(timing.some(half));
    return fault.rest().map(asked -> asked.plus(timing.some(FIRST))).orElse(own);
  }

  private Duration passed() {
    return Duration.ofNanos(timing.nanos() - since);
  }
}
