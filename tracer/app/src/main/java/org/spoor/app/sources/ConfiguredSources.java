package org.spoor.app.sources;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.Endpoint;
import org.spoor.ethereum.EthereumSource;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;

/**
 * The endpoints that a user has configured, in {@code sources.yaml} and in the environment.
 *
 * @param file where the first would be; it need not exist
 * @param ethereum in the order in which they are preferred, that of the environment first
 * @param bitcoin likewise, of each network
 */
public record ConfiguredSources(
    Path file, List<EthereumSource> ethereum, Map<Chain, List<BitcoinSource>> bitcoin) {

  /** Names one node of Ethereum, without a file. */
  public static final String URL_VARIABLE = "SPOOR_ETHEREUM_URL";

  /** Names one server of Bitcoin, without a file: of Electrum by its scheme, else of Esplora. */
  public static final String BITCOIN_VARIABLE = "SPOOR_BITCOIN_URL";

  public ConfiguredSources {
    ethereum = List.copyOf(ethereum);
    bitcoin = Map.copyOf(bitcoin);
  }

  /**
   * Reads {@code sources.yaml} in {@code $SPOOR_CONFIG}, else in {@code $XDG_CONFIG_HOME/spoor},
   * else in {@code ~/.config/spoor}.
   *
   * @throws SpoorException INVALID_INPUT for what cannot be understood, with its place
   */
  public static ConfiguredSources read(Map<String, String> environment, Path home) {
    Path file = folder(environment, home).resolve("sources.yaml");
    Optional<SourcesFile> listed =
        Optional.of(new SourcesFile(file, environment, home)).filter(_ -> Files.exists(file));
    Map<Chain, List<BitcoinSource>> bitcoin = new EnumMap<>(Chain.class);
    for (Chain chain : Network.chains()) {
      bitcoin.put(chain, bitcoin(file, environment, listed, chain));
    }
    return new ConfiguredSources(file, ethereum(file, environment, listed), bitcoin);
  }

  private static List<EthereumSource> ethereum(
      Path file, Map<String, String> environment, Optional<SourcesFile> listed) {
    List<EthereumSource> sources =
        Stream.concat(
                fromEnvironment(environment, URL_VARIABLE, EndpointKind.NODE)
                    .map(EthereumSource.OfNode::new)
                    .stream(),
                listed.stream().flatMap(entries -> entries.ethereum().stream()))
            .toList();
    checkDistinct(file, sources.stream().map(EthereumSource::name).toList());
    return sources;
  }

  private static List<BitcoinSource> bitcoin(
      Path file, Map<String, String> environment, Optional<SourcesFile> listed, Chain chain) {
    List<BitcoinSource> sources =
        Stream.concat(
                bitcoinFromEnvironment(environment).filter(_ -> chain == Chain.BITCOIN).stream(),
                listed.stream().flatMap(entries -> entries.bitcoin(chain).stream()))
            .toList();
    checkDistinct(file, sources.stream().map(BitcoinSource::name).toList());
    return sources;
  }

  /** Those of one of Bitcoin's networks, in the order in which they are preferred. */
  public List<BitcoinSource> bitcoin(Chain chain) {
    return bitcoin.getOrDefault(chain, List.of());
  }

  private static Path folder(Map<String, String> environment, Path home) {
    return set(environment, "SPOOR_CONFIG")
        .map(Path::of)
        .or(() -> set(environment, "XDG_CONFIG_HOME").map(Path::of).map(p -> p.resolve("spoor")))
        .orElse(home.resolve(".config").resolve("spoor"));
  }

  private static Optional<BitcoinSource> bitcoinFromEnvironment(Map<String, String> environment) {
    Optional<String> lines =
        set(environment, BITCOIN_VARIABLE).filter(url -> url.strip().matches("(tcp|ssl):.*"));
    return lines.isPresent()
        ? lines.map(ConfiguredSources::electrum)
        : fromEnvironment(environment, BITCOIN_VARIABLE, EndpointKind.ESPLORA)
            .map(BitcoinSource.Esplora::new);
  }

  private static BitcoinSource electrum(String url) {
    URI address = EndpointUrl.lines(url, problem -> refusal(BITCOIN_VARIABLE, problem));
    return new BitcoinSource.Electrum(
        new EndpointDraft(BITCOIN_VARIABLE, EndpointKind.ELECTRUM, address).endpoint());
  }

  private static SpoorException refusal(String variable, String problem) {
    return SpoorException.invalidInput(variable + ": " + problem);
  }

  private static Optional<Endpoint> fromEnvironment(
      Map<String, String> environment, String variable, EndpointKind kind) {
    return set(environment, variable)
        .map(url -> {
          URI address = EndpointUrl.read(url, problem -> refusal(variable, problem));
          return new EndpointDraft(variable, kind, address).endpoint();
        });
  }

  private static void checkDistinct(Path file, List<String> names) {
    Set<String> known = new HashSet<>();
    for (String name : names) {
      if (!known.add(name)) {
        throw SpoorException.invalidInput(
            "%s: name '%s' stands twice, expected one endpoint of that name".formatted(file, name));
      }
    }
  }

  static Optional<String> set(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }
}
