package org.spoor.app.live;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.app.terminal.AmountText;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import org.spoor.recorded.CasePack.RawAnswer;

/** The way of one run to the configured endpoints; nothing is opened that the run does not need. */
public final class LiveAccess implements AutoCloseable {

  /** The chains that can be read live. */
  public static final List<Chain> CHAINS =
      Stream.concat(Stream.of(LiveSources.CHAIN), Network.chains().stream()).toList();

  /** A busier address takes more calls than a trail is worth. */
  public static final int MAX_DEGREE = 5000;

  private final Surroundings surroundings;
  private final LiveOptions options;
  private final int maxDegree;
  private Progress progress = Progress.NONE;
  private Optional<LiveSources> opened = Optional.empty();
  private final Map<Chain, BitcoinSources> bitcoin = new EnumMap<>(Chain.class);

  /**
   * @param maxDegree transactions beyond which an address is too busy to read
   */
  public LiveAccess(Surroundings surroundings, LiveOptions options, int maxDegree) {
    this.surroundings = surroundings;
    this.options = options;
    this.maxDegree = maxDegree;
  }

  /**
   * @param listener hears from now on how far the reading of block files has come
   */
  public void tell(Progress listener) {
    progress = listener;
  }

  /** Whether there is anything to read from: endpoints, asked now or, offline, before. */
  public boolean isPossible() {
    return !surroundings.configured().ethereum().isEmpty();
  }

  /**
   * Whether one of Bitcoin's networks can be read: there is a source, or a public one may be asked.
   */
  public boolean isPossible(Chain chain) {
    return !bitcoinOf(chain).isEmpty();
  }

  /** Whether what is asked of Bitcoin goes to a server that answers anybody. */
  private boolean isPublic() {
    return options.isPublic()
        && !options.offline()
        && surroundings.configured().bitcoin(Chain.BITCOIN).isEmpty();
  }

  /** What the user has to know before anything is asked. */
  public Optional<String> warning() {
    return isPublic() ? Optional.of(PublicServer.WARNING) : Optional.empty();
  }

  /**
   * @param chain one of Bitcoin's networks
   * @throws SpoorException UNAVAILABLE if no source is configured
   */
  public BitcoinSources bitcoin(Chain chain) {
    return bitcoin.computeIfAbsent(chain, this::openBitcoin);
  }

  private BitcoinSources openBitcoin(Chain chain) {
    List<BitcoinSource> sources = bitcoinOf(chain);
    if (sources.isEmpty()) {
      throw SpoorException.unavailable(missing(chain));
    }
    return surroundings
        .bitcoin()
        .open(
            new BitcoinSettings(
                sources,
                Network.of(chain).orElseThrow(),
                surroundings.bitcoinCache(),
                surroundings.blockIndexes(),
                options.offline(),
                options.maxCalls(),
                options.asOf().block(),
                progress));
  }

  private List<BitcoinSource> bitcoinOf(Chain chain) {
    List<BitcoinSource> configured = surroundings.configured().bitcoin(chain);
    return configured.isEmpty() && options.isPublic() && chain == Chain.BITCOIN
        ? List.of(new BitcoinSource.Esplora(PublicServer.ESPLORA))
        : configured;
  }

  /** What to say where there is no source of one of Bitcoin's networks. */
  public String missing(Chain chain) {
    return MissingSources.bitcoin(surroundings.configured().file(), chain);
  }

  /** Sources that were to be used and could not be, each with the reason. */
  public List<String> unusable() {
    return Stream.concat(
            opened.stream().flatMap(sources -> sources.unusable().stream()),
            bitcoin.values().stream().flatMap(sources -> sources.unusable().stream()))
        .toList();
  }

  /** What sources of Bitcoin tell otherwise than before, in words. */
  public List<String> noticed() {
    return bitcoin.values().stream().flatMap(sources -> sources.noticed().stream()).toList();
  }

  /** The chains that the run reads live. */
  public Set<Chain> read() {
    Set<Chain> chains = EnumSet.noneOf(Chain.class);
    chains.addAll(bitcoin.keySet());
    opened.ifPresent(_ -> chains.add(LiveSources.CHAIN));
    return chains;
  }

  /** The raw answers that the run has been given, fetched or remembered. */
  public List<RawAnswer> answers() {
    return Stream.concat(
            opened.stream().flatMap(sources -> sources.answers().stream()),
            bitcoin.entrySet().stream()
                .flatMap(
                    of -> of.getValue().used().stream().map(used -> answer(of.getKey(), used))))
        .toList();
  }

  private static RawAnswer answer(Chain chain, AnswerStore.Used used) {
    return new RawAnswer(chain.id(), used.key().method(), used.key().params(), used.sha256());
  }

  /** What to say where it is not. */
  public String missing() {
    return MissingSources.line(surroundings.configured().file());
  }

  /**
   * @throws SpoorException UNAVAILABLE if no endpoint is configured
   */
  public LiveSources sources() {
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
  public List<String> asked() {
    return Stream.concat(
            opened.map(LiveSources::usage).stream(),
            bitcoin.values().stream().map(BitcoinSources::usage))
        .reduce(Usage::plus)
        .filter(usage -> !usage.equals(Usage.NONE))
        .map(LiveAccess::words)
        .stream()
        .toList();
  }

  /** That the calls did not suffice for the whole run, or that it was not kept, in words. */
  public Optional<String> cutShort() {
    return opened
        .flatMap(LiveSources::cutShort)
        .or(() ->
            bitcoin.values().stream().flatMap(sources -> sources.cutShort().stream()).findFirst());
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
    bitcoin.values().forEach(BitcoinSources::close);
    opened.ifPresent(LiveSources::close);
  }
}
