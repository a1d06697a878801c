package org.spoor.app.sources;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.endpoint.Endpoint;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;

/**
 * The endpoints that a user has configured, in {@code sources.yaml} and in the environment.
 *
 * @param file where the first would be; it need not exist
 * @param ethereum in the order in which they are preferred, that of the environment first
 * @param bitcoin likewise
 */
public record ConfiguredSources(Path file, List<Endpoint> ethereum, List<Endpoint> bitcoin) {

  /** Names one node of Ethereum, without a file. */
  public static final String URL_VARIABLE = "SPOOR_ETHEREUM_URL";

  /** Names one Esplora server of Bitcoin, without a file. */
  public static final String BITCOIN_VARIABLE = "SPOOR_BITCOIN_URL";

  public ConfiguredSources {
    ethereum = List.copyOf(ethereum);
    bitcoin = List.copyOf(bitcoin);
  }

  /**
   * Reads {@code sources.yaml} in {@code $SPOOR_CONFIG}, else in {@code $XDG_CONFIG_HOME/spoor},
   * else in {@code ~/.config/spoor}.
   *
   * @throws SpoorException INVALID_INPUT for what cannot be understood, with its place
   */
  public static ConfiguredSources read(Map<String, String> environment, Path home) {
    Path file = folder(environment, home).resolve("sources.yaml");
    return new ConfiguredSources(
        file,
        endpoints(file, environment, Chain.ETHEREUM, URL_VARIABLE, Endpoint.Kind.NODE),
        endpoints(file, environment, Chain.BITCOIN, BITCOIN_VARIABLE, Endpoint.Kind.ESPLORA));
  }

  private static List<Endpoint> endpoints(
      Path file,
      Map<String, String> environment,
      Chain chain,
      String variable,
      Endpoint.Kind kind) {
    List<Endpoint> endpoints = new ArrayList<>();
    set(environment, variable)
        .map(url -> fromEnvironment(variable, url, kind))
        .ifPresent(endpoints::add);
    if (Files.exists(file)) {
      endpoints.addAll(new SourcesFile(file, environment).endpoints(chain));
    }
    checkDistinct(file, endpoints);
    return endpoints;
  }

  private static Path folder(Map<String, String> environment, Path home) {
    return set(environment, "SPOOR_CONFIG")
        .map(Path::of)
        .or(() -> set(environment, "XDG_CONFIG_HOME").map(Path::of).map(p -> p.resolve("spoor")))
        .orElse(home.resolve(".config").resolve("spoor"));
  }

  private static Endpoint fromEnvironment(String variable, String url, Endpoint.Kind kind) {
    URI address =
        EndpointUrl.read(url, problem -> SpoorException.invalidInput(variable + ": " + problem));
    return new EndpointDraft(variable, kind, address).endpoint();
  }

  private static void checkDistinct(Path file, List<Endpoint> endpoints) {
    Set<String> names = new HashSet<>();
    for (Endpoint endpoint : endpoints) {
      if (!names.add(endpoint.name())) {
        throw SpoorException.invalidInput(
            "%s: name '%s' stands twice, expected one endpoint of that name"
                .formatted(file, endpoint.name()));
      }
    }
  }

  static Optional<String> set(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(text -> !text.isBlank());
  }
}
