package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of sources: where they may stand, and that nothing shows them. */
final class ConfiguredKeysTest {

  private final SourcesOnDisk disk;

  ConfiguredKeysTest(@TempDir Path folder) {
    disk = new SourcesOnDisk(folder);
  }

  @Test
  void read_keyFile_besideTheFileOfSources_isRead() throws IOException {
    SourcesOnDisk.own(
        Files.writeString(disk.folder().resolve("key"), SourcesOnDisk.SECRET + "\n"), "rw-------");
    disk.write(SourcesOnDisk.node("key: {file: key}"));
    assertThat(disk.read().ethereum().getFirst().endpoint().key()).contains(SourcesOnDisk.SECRET);
  }

  @Test
  void read_literalKey_inAFileOfItsOwnerAlone_isRead() throws IOException {
    SourcesOnDisk.own(disk.write(SourcesOnDisk.node("key: " + SourcesOnDisk.SECRET)), "rw-------");
    assertThat(disk.read().ethereum().getFirst().endpoint().key()).contains(SourcesOnDisk.SECRET);
  }

  @Test
  void read_literalKey_inAFileThatOthersRead_isRefused() throws IOException {
    SourcesOnDisk.own(disk.write(SourcesOnDisk.node("key: " + SourcesOnDisk.SECRET)), "rw-r--r--");
    disk.assertRefused("sources.yaml, line 5, key: ", "rw-r--r--", "env: NAME or file: PATH");
  }

  @Test
  void read_keyFile_thatOthersRead_isRefused() throws IOException {
    SourcesOnDisk.own(
        Files.writeString(disk.folder().resolve("key"), SourcesOnDisk.SECRET), "rw-r-----");
    disk.write(SourcesOnDisk.node("key: {file: key}"));
    disk.assertRefused("line 5, file: ", "rw-r-----", "expected rw-------");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3tABCDEFGHIJKLMNOPQRSTUVWXYZ7890",
        "my-s3cr3t00000000000000000000",
        "12345678-1234-1234-s3cr3t"
      })
  void read_nameLikeAKey_isRefused(String name) {
    disk.write("ethereum: {name: " + name + ", kind: node, url: 'http://h'}");
    disk.assertRefused("sources.yaml, line 1, name: expected a name", "that is like no key");
  }

  static Stream<String> misplaced() {
    return Stream.of("name", "kind", "url", "key", "key-in", "calls-per-second", "other")
        .flatMap(field ->
            Stream.of(
                    "%s x",
                    "{%s}",
                    "[%s]",
                    "{%s: x}",
                    "{env: %s}",
                    "{file: %s}",
                    "{env: {%s}}",
                    "*%s",
                    "&%s &%s x",
                    "!%s!x x",
                    "'%s",
                    "\"%s\\q\"",
                    "@%s",
                    "|%s",
                    "%s: x",
                    "http://%s:%s@h",
                    "https://h/?apikey=%s",
                    "http://h:%s/")
                .map(shape -> field + ": " + shape.replace("%s", SourcesOnDisk.SECRET)));
  }

  @ParameterizedTest
  @MethodSource("misplaced")
  void read_keyInAWrongPlace_isRefusedAndNotShown(String line) {
    String field = line.substring(0, line.indexOf(':'));
    String others =
        Stream.of("name: a", "kind: node", "url: http://h")
            .filter(other -> !other.startsWith(field + ":"))
            .map(other -> "    " + other + "\n")
            .collect(Collectors.joining());
    disk.write("ethereum:\n  - " + line + "\n" + others);
    disk.assertRefused("sources.yaml, ");
  }
}
