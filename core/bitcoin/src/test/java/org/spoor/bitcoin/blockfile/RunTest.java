package org.spoor.bitcoin.blockfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunTest {

  private static final long HIGHEST = (1L << 39) - 1;

  @TempDir private Path folder;

  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private Run run(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      content.write(out);
    }
    return Run.open(file);
  }

  private Run of(String name, long... keys) throws IOException {
    return run(
        name,
        out -> {
          for (int i = 0; i < keys.length; i++) {
            Run.write(out, keys[i], new Place(name.length(), i, 7).packed());
          }
        });
  }

  @Test
  void places_ofAKey_areAllInOrder() throws IOException {
    Run run = of("a", 0, 5, 5, 5, 9, HIGHEST);

    assertThat(run.places(5)).extracting(Place::at).containsExactly(1L, 2L, 3L);
    assertThat(run.places(0)).containsExactly(new Place(1, 0, 7));
    assertThat(run.places(HIGHEST)).containsExactly(new Place(1, 5, 7));
    assertThat(run.places(6)).isEmpty();
  }

  @Test
  void places_ofAnEmptyRun_areNone() throws IOException {
    assertThat(of("a").places(5)).isEmpty();
  }

  @Test
  void merge_severalRuns_hasTheEntriesOfAll() throws IOException {
    List<Run> several = List.of(of("bb", 1, 5, HIGHEST), of("a", 5, 5, 8), of("ccc"));

    Run merged = run("merged", out -> Run.merge(several, out));

    assertThat(merged.places(5))
        .containsExactly(new Place(1, 0, 7), new Place(1, 1, 7), new Place(2, 1, 7));
    assertThat(merged.places(1)).containsExactly(new Place(2, 0, 7));
    assertThat(merged.places(8)).containsExactly(new Place(1, 2, 7));
    assertThat(merged.places(HIGHEST)).containsExactly(new Place(2, 2, 7));
  }

  @Test
  void place_packed_isTheSameAgain() {
    Place last = new Place(Place.MAX_FILE, 0xFFFF_FFFFL, 0xFFFF);

    assertThat(Place.of(last.packed())).isEqualTo(last);
    assertThat(Place.of(new Place(3, 1 << 27, 2000).packed()))
        .isEqualTo(new Place(3, 1 << 27, 2000));
  }
}
