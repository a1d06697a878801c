package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;

/** How long one who asks goes on asking an endpoint that fails. Each question has its own. */
final class Patience {

  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration SLOWEST = Duration.ofSeconds(20);

  /** What an attempt gets, however long the endpoint has been silent: it may be back. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /** A cut answer comes whole the second time; one that is nonsense stays so. */
  private static final int GARBLED_ATTEMPTS = 3;

  private static final int UNCLEAR_ATTEMPTS = 3;

  private final Timing timing;
  private final Duration longest;
  private final Pulse pulse;

  /** When the first attempt without an answer began. */
  private long since;

  private int attempts;
  private int garbled;

  /**
   * @param longest from the beginning of the first attempt without an answer to the end of the last
   */
  Patience(Timing timing, Duration longest, Pulse pulse) {
    this.timing = timing;
    this.longest = longest;
    this.pulse = pulse;
  }

  /**
   * An attempt begins.
   *
   * @return how long it may take
   */
  Duration begun() {
    if (attempts == 0) {
      since = timing.nanos();
    }
    pulse.asked();
    Duration left = longest.minus(silence());
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** An answer came: the endpoint lives. */
  void rewarded() {
    attempts = 0;
    garbled = 0;
    since = timing.nanos();
    pulse.answered();
  }

  /** Whether what was refused is to be asked again as it is. */
  boolean isWorthAsking(Call call, Reply.Refusal refusal) {
    boolean early = attempts + 1 < UNCLEAR_ATTEMPTS;
    return switch (RefusalKind.of(refusal)) {
      case PASSING -> true;
      case UNCLEAR -> early;
      case SLOW -> early && !call.isOfRange();
      case LASTING, UNKNOWN -> false;
    };
  }

  /**
   * An attempt failed.
   *
   * @return how long to wait before the next
   * @throws SpoorException if there shall be none
   */
  Duration tried(List<Fault> faults, Function<Fault, SpoorException> givingUp) {
    attempts++;
    garbled += faults.stream().anyMatch(Fault::isGarbled) ? 1 : 0;
    Optional<Fault> hopeless = faults.stream().filter(this::hopeless).findFirst();
    if (hopeless.isPresent()) {
      throw givingUp.apply(hopeless.get());
    }
    Duration wait = faults.stream().map(this::wait).max(Duration::compareTo).orElse(FIRST);
    if (silence().plus(wait).compareTo(longest) >= 0) {
      throw givingUp.apply(faults.getLast());
    }
    return wait;
  }

  /**
   * In words, to stand before the cause; nothing where there was a single attempt. The time is that
   * for which the endpoint has answered nobody.
   */
  String efforts() {
    return attempts < 2
        ? ""
        : "gave up after %d attempts in %d s: ".formatted(attempts, silence().toSeconds());
  }

  private boolean hopeless(Fault fault) {
    return switch (fault.kind()) {
      case FINAL -> true;
      case GARBLED, MALFORMED -> garbled >= GARBLED_ATTEMPTS;
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

  private Duration silence() {
    Duration all = pulse.silence();
    return all.compareTo(passed()) > 0 ? all : passed();
  }

  private Duration passed() {
    return Duration.ofNanos(timing.nanos() - since);
  }
}
