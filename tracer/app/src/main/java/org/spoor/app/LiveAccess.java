package org.spoor.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.app.report.AmountText;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Usage;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.model.SpoorException;

/** The way of one run to the configured endpoints; nothing is opened that the run does not need. */
final class LiveAccess implements AutoCloseable {

  private final Surroundings surroundings;
  private final LiveOptions options;
  private final int maxDegree;
  private Optional<LiveSources> opened = Optional.empty();
  private Optional<BitcoinSources> bitcoin = Optional.empty();

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

  /** Whether a chain of outputs can be read: there is a server, or a public one may be asked. */
  boolean isBitcoinPossible() {
    return options.isPublic() || !surroundings.configured().bitcoin().isEmpty();
  }

  /** Whether what is asked of Bitcoin goes to a server that answers anybody. */
  boolean isPublic() {
    return options.isPublic()
        && !options.offline()
        && surroundings.configured().bitcoin().isEmpty();
  }

  /** Whether the run reads Bitcoin. */
  boolean isBitcoinOpen() {
    return bitcoin.isPresent();
  }

  /**
   * @throws SpoorException UNAVAILABLE if no server is configured
   */
  BitcoinSources bitcoin() {
    if (bitcoin.isEmpty()) {
      BitcoinSettings settings =
          new BitcoinSettings(
              esplora(),
              Network.MAIN,
              surroundings.bitcoinCache(),
              options.offline(),
              options.maxCalls(),
              options.asOf().block());
      bitcoin = Optional.of(BitcoinSources.open(settings));
    }
    return bitcoin.get();
  }

  private Endpoint esplora() {
    return surroundings.configured().bitcoin().stream()
        .findFirst()
        .or(() -> Optional.of(PublicServer.ESPLORA).filter(_ -> options.isPublic()))
        .orElseThrow(() -> SpoorException.unavailable(bitcoinMissing()));
  }

  /** What to say where there is no server of Bitcoin. */
  String bitcoinMissing() {
    return MissingSources.bitcoin(surroundings.configured().file());
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
    return Stream.concat(
            opened.map(LiveSources::usage).stream(), bitcoin.map(BitcoinSources::usage).stream())
        .reduce(Usage::plus)
        .filter(usage -> !usage.equals(Usage.NONE))
        .map(LiveAccess::words)
        .stream()
        .toList();
  }

  /** Of what the run has opened: what could not be used, each with the reason. */
  List<String> unusable() {
    return opened.map(LiveSources::unusable).orElse(List.of());
  }

  /** That the calls did not suffice for the whole run, in words. */
  Optional<String> cutShort() {
    return opened
        .flatMap(LiveSources::cutShort)
        .or(() -> bitcoin.flatMap(BitcoinSources::cutShort));
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
    bitcoin.ifPresent(BitcoinSources::close);
    opened.ifPresent(LiveSources::close);
  }
}
