package org.spoor.app;

import java.util.List;
import java.util.Optional;
import org.spoor.app.report.AmountText;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.endpoint.Usage;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.model.SpoorException;

/** The way of one run to the configured endpoints; nothing is opened that the run does not need. */
final class LiveAccess implements AutoCloseable {

  private final Surroundings surroundings;
  private final LiveOptions options;
  private final int maxDegree;
  private Optional<LiveSources> opened = Optional.empty();

  /**
   * @param maxDegree transactions beyond which an address is too busy to read
   */
  LiveAccess(Surroundings surroundings, LiveOptions options, int maxDegree) {
    this.surroundings = surroundings;
    this.options = options;
    this.maxDegree = maxDegree;
  }

  /** Whether there is anything to read from: endpoints, asked now or, offline, before. */
  boolean isPossible() {
    return !surroundings.configured().ethereum().isEmpty();
  }

  /** Whether the run reads from them. */
  boolean isOpen() {
    return opened.isPresent();
  }

  /** What to say where it is not. */
  String missing() {
    return MissingSources.line(surroundings.configured().file());
  }

  /**
   * @throws SpoorException UNAVAILABLE if no endpoint is configured
   */
  LiveSources sources() {
    if (opened.isEmpty()) {
      if (!isPossible()) {
        throw SpoorException.unavailable(missing());
      }
      opened = Optional.of(open(surroundings.configured()));
    }
    return opened.get();
  }

  private LiveSources open(ConfiguredSources configured) {
    return surroundings
        .sources()
        .open(
            new EthereumSettings(
                configured.ethereum(),
                surroundings.cache(),
                options.offline(),
                options.maxCalls(),
                maxDegree,
                options.asOf().block()));
  }

  /** What the run has cost the endpoints, in a line; nothing if it read none. */
  List<String> asked() {
    return opened
        .map(LiveSources::usage)
        .filter(usage -> !usage.equals(Usage.NONE))
        .map(LiveAccess::words)
        .stream()
        .toList();
  }

  /** That the calls did not suffice for the whole run, in words. */
  Optional<String> cutShort() {
    return opened.flatMap(LiveSources::cutShort);
  }

  private static String words(Usage usage) {
    return "asked: %s in %s, %s, %s remembered"
        .formatted(
            counted(usage.calls(), "call"),
            counted(usage.roundTrips(), "round trip"),
            counted(usage.bytes(), "byte"),
            counted(usage.remembered(), "answer"));
  }

  private static String counted(long number, String what) {
    return AmountText.count(number) + " " + what + (number == 1 ? "" : "s");
  }

  @Override
  public void close() {
    opened.ifPresent(LiveSources::close);
  }
}
