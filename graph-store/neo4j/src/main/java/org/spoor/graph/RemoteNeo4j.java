package org.spoor.graph;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.SpoorException;

/**
 * How to log in to a Neo4j server that the user names: user and password come from {@code
 * SPOOR_NEO4J_USER} and {@code SPOOR_NEO4J_PASSWORD}, else from a line {@code user:password} in the
 * file {@code SPOOR_NEO4J_AUTH_FILE}, else from {@code ~/.config/spoor/neo4j.auth}.
 */
public final class RemoteNeo4j {

  private static final String USER = "SPOOR_NEO4J_USER";
  private static final String PASSWORD = "SPOOR_NEO4J_PASSWORD";
  private static final String FILE = "SPOOR_NEO4J_AUTH_FILE";
  private static final int MOST_PORT = 65_535;
  private static final Set<String> SCHEMES =
      Set.of("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc");

  private final Map<String, String> environment;
  private final Path home;

  RemoteNeo4j(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /**
   * @param uri for example {@code bolt://localhost:7687}
   * @throws SpoorException of kind INVALID_INPUT if the address or what to log in with is missing
   *     or wrong
   */
  public static Neo4jLogin login(String uri) {
    return new RemoteNeo4j(System.getenv(), Path.of(System.getProperty("user.home"))).at(uri);
  }

  Neo4jLogin at(String text) {
    URI uri = address(text);
    Optional<String> user = set(USER);
    Optional<String> password = set(PASSWORD);
    if (user.isPresent() && password.isPresent()) {
      return new Neo4jLogin(uri, user.get(), password.get());
    }
    if (user.isEmpty() && password.isEmpty()) {
      return fromFile(uri);
    }
    throw refusal(
        "%s is set and %s is not"
            .formatted(user.isPresent() ? USER : PASSWORD, user.isPresent() ? PASSWORD : USER));
  }

  private static URI address(String text) {
    if (text.contains("@")) {
      throw refusal("the address of the Neo4j server holds a user or password, expected neither");
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() != null && SCHEMES.contains(uri.getScheme()) && uri.getHost() != null) {
        checkPort(uri);
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below like any other text that is no address.
    }
    throw refusal(
        "'%s' is no address of a Neo4j server, expected bolt://HOST:PORT or neo4j://HOST:PORT"
            .formatted(text));
  }

  private static void checkPort(URI uri) {
    boolean isPort = uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= MOST_PORT);
    if (!isPort) {
      throw refusal(
          "'%s' has port %d, expected one from 1 to %d".formatted(uri, uri.getPort(), MOST_PORT));
    }
  }

  private Neo4jLogin fromFile(URI uri) {
    Path file = set(FILE).map(Path::of).orElse(usualFile());
    if (!Files.exists(file)) {
      throw refusal(
          "no user and password for %s: neither %s and %s are set, nor is there a file %s"
              .formatted(uri, USER, PASSWORD, file));
    }
    try {
      if (PrivateFiles.isOpenToOthers(file)) {
        throw refusal(
            "%s is open to other users (%s), expected rw-------"
                .formatted(file, PrivateFiles.permissions(file)));
      }
      return parsed(uri, file, Files.readString(file).strip());
    } catch (IOException e) {
      throw refusal("%s cannot be read: %s".formatted(file, IoReason.of(e)));
    }
  }

  private static Neo4jLogin parsed(URI uri, Path file, String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || line.contains("\n")) {
      throw refusal("%s line 1: expected user:password and nothing else".formatted(file));
    }
    return new Neo4jLogin(uri, line.substring(0, colon), line.substring(colon + 1));
  }

  private Path usualFile() {
    return set("XDG_CONFIG_HOME")
        .map(Path::of)
        .orElse(home.resolve(".config"))
        .resolve("spoor/neo4j.auth");
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(s -> !s.isBlank());
  }

  private static SpoorException refusal(String why) {
    return SpoorException.invalidInput(why);
  }
}
