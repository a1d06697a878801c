package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.spoor.model.SpoorException;

/** A file of sources in a folder, and the environment around it. */
final class SourcesOnDisk {

  static final Path HOME = Path.of("/home/ann");
  static final String SECRET = "s3cr3t";

  private final Path folder;
  private Map<String, String> environment;

  SourcesOnDisk(Path folder) {
    this.folder = folder;
    this.environment = Map.of("SPOOR_CONFIG", folder.toString(), "MY_KEY", SECRET, "EMPTY", " ");
  }

  Path folder() {
    return folder;
  }

  /** Another environment from now on. */
  void environment(Map<String, String> other) {
    environment = other;
  }

  ConfiguredSources read() {
    return ConfiguredSources.read(environment, HOME);
  }

  void assertRefused(String... parts) {
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining(SECRET)
        .message()
        .hasLineCount(1);
  }

  Path write(String text) {
    try {
      return Files.writeString(folder.resolve("sources.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of sources with one node, and a line more of it. */
  static String node(String line) {
    return "ethereum:\n  - name: a\n    kind: node\n    url: http://h\n    " + line + "\n";
  }

  static void own(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
