package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DataFolderTest {

  private static final Map<String, String> XDG = Map.of("XDG_DATA_HOME", "/xdg");

  @Test
  void of_nothingSet_usualPlaceOfTheSystem() {
    assertThat(DataFolder.of(Map.of(), "Linux", "/home/ann").path())
        .isEqualTo(Path.of("/home/ann/.local/share/spoor"));
    assertThat(DataFolder.of(Map.of(), "Mac OS X", "/Users/ann").path())
        .isEqualTo(Path.of("/Users/ann/Library/Application Support/spoor"));
  }

  @Test
  void of_variables_namedPlaceFirst() {
    assertThat(DataFolder.of(XDG, "Linux", "/home/ann").path()).isEqualTo(Path.of("/xdg/spoor"));
    assertThat(
            DataFolder.of(Map.of("SPOOR_DATA", "/case", "XDG_DATA_HOME", "/xdg"), "Linux", "/home")
                .path())
        .isEqualTo(Path.of("/case"));
  }

  @Test
  void of_emptyVariable_ignored() {
    assertThat(DataFolder.of(Map.of("SPOOR_DATA", " "), "Linux", "/home/ann").path())
        .isEqualTo(Path.of("/home/ann/.local/share/spoor"));
  }
}
