package org.spoor.graph;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user's own data is kept between runs.
 *
 * @param path absolute; need not exist yet
 */
public record DataFolder(Path path) {

  public DataFolder {
    path = path.toAbsolutePath().normalize();
  }

  /**
   * {@code $SPOOR_DATA}, else {@code $XDG_DATA_HOME/spoor}, else the usual place of the operating
   * system (XDG Base Directory Specification; on macOS {@code ~/Library/Application Support}).
   */
  public static DataFolder ofUser() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  static DataFolder of(Map<String, String> environment, String system, String home) {
    Path usual =
        system.startsWith("Mac")
            ? Path.of(home, "Library", "Application Support", "spoor")
            : Path.of(home, ".local", "share", "spoor");
    return new DataFolder(
        named(environment, "SPOOR_DATA")
            .or(() -> named(environment, "XDG_DATA_HOME").map(p -> p.resolve("spoor")))
            .orElse(usual));
  }

  private static Optional<Path> named(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(s -> !s.isBlank()).map(Path::of);
  }
}
