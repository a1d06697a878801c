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

/**
 * The endpoints that a user has configured, in {@code sources.yaml} and in the environment.
 *
 * @param file where the first would be; it need not exist
 * @param ethereum in the order in which they are preferred, that of the environment first
 */
public record ConfiguredSources(Path file, List<Endpoint> ethereum) {

  /** Names one node of Ethereum, without a file. */
  public static final String URL_VARIABLE = "SPOOR_ETHEREUM_URL";

  public ConfiguredSources {
    ethereum = List.copyOf(ethereum);
  }

  /**
   * Reads {@code sources.yaml} in {@code $SPOOR_CONFIG}, else in {@code $XDG_CONFIG_HOME/spoor},
   * else in {@code ~/.config/spoor}.
   *
   * @throws SpoorException INVALID_INPUT for what cannot be understood, with its place
   */
  public static ConfiguredSources read(Map<String, String> environment, Path home) {
    Path file = folder(environment, home).resolve("sources.yaml");
    List<Endpoint> endpoints = new ArrayList<>();
    set(environment, URL_VARIABLE)
        .map(ConfiguredSources::fromEnvironment)
        .ifPresent(endpoints::add);
    if (Files.exists(file)) {
      endpoints.addAll(new SourcesFile(file, environment).ethereum());
    }
    checkDistinct(file, endpoints);
    return new ConfiguredSources(file, endpoints);
  }

  private static Path folder(Map<String, String> environment, Path home) {
    return set(environment, "SPOOR_CONFIG")
        .map(Path::of)
        .or(() -> set(environment, "XDG_CONFIG_HOME").map(Path::of).map(p -> p.resolve("spoor")))
        .orElse(home.resolve(".config").resolve("spoor"));
  }

  private static Endpoint fromEnvironment(String url) {
    URI address =
        EndpointUrl.read(
            url, problem -> SpoorException.invalidInput(URL_VARIABLE + ": " + problem));
    return new EndpointDraft(URL_VARIABLE, Endpoint.Kind.NODE, address).endpoint();
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
