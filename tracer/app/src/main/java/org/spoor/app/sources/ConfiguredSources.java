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
    Path file, List<Endpoint> ethereum, Map<Chain, List<BitcoinSource>> bitcoin) {

  /** Names one node of Ethereum, without a file. */
  public static final String URL_VARIABLE = "SPOOR_ETHEREUM_URL";

  /** Names one Esplora server of Bitcoin, without a file. */
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

  private static List<Endpoint> ethereum(
      Path file, Map<String, String> environment, Optional<SourcesFile> listed) {
    List<Endpoint> endpoints =
        Stream.concat(
                fromEnvironment(environment, URL_VARIABLE, Endpoint.Kind.NODE).stream(),
                listed.stream().flatMap(sources -> sources.ethereum().stream()))
            .toList();
    checkDistinct(file, endpoints.stream().map(Endpoint::name).toList());
    return endpoints;
  }

  private static List<BitcoinSource> bitcoin(
      Path file, Map<String, String> environment, Optional<SourcesFile> listed, Chain chain) {
    List<BitcoinSource> sources =
        Stream.concat(
                fromEnvironment(environment, BITCOIN_VARIABLE, Endpoint.Kind.ESPLORA)
                    .filter(_ -> chain == Chain.BITCOIN)
                    .map(BitcoinSource.Esplora::new)
                    .stream(),
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

  private static Optional<Endpoint> fromEnvironment(
      Map<String, String> environment, String variable, Endpoint.Kind kind) {
    return set(environment, variable)
        .map(url -> {
          URI address =
              EndpointUrl.read(
                  url, problem -> SpoorException.invalidInput(variable + ": " + problem));
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
