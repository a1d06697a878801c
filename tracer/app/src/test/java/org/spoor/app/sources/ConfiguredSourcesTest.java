package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.ethereum.rpc.Endpoint;
import org.spoor.ethereum.rpc.Endpoint.KeyPlace;
import org.spoor.ethereum.rpc.Endpoint.Kind;
import org.spoor.model.SpoorException;

final class ConfiguredSourcesTest {

  private static final Path HOME = Path.of("/home/ann");
  private static final String SECRET = "s3cr3t";

  @TempDir private Path folder = Path.of("");

  private Map<String, String> environment = Map.of();

  @BeforeEach
  void setEnvironment() {
    environment = Map.of("SPOOR_CONFIG", folder.toString(), "MY_KEY", SECRET, "EMPTY", " ");
  }

  @ParameterizedTest
  @CsvSource({
    "/config, /xdg, /config/sources.yaml",
    "'', /xdg, /xdg/spoor/sources.yaml",
    "'', '', /home/ann/.config/spoor/sources.yaml"
  })
  void read_noFile_isNothingAndSaysWhereItWouldBe(String config, String xdg, String file) {
    ConfiguredSources sources =
        ConfiguredSources.read(Map.of("SPOOR_CONFIG", config, "XDG_CONFIG_HOME", xdg), HOME);
    assertThat(sources).isEqualTo(new ConfiguredSources(Path.of(file), List.of()));
  }

  @Test
  void read_file_hasEndpointsInOrder() {
    write(
        """
        # who is asked
        ethereum:
          - name: mine
            kind: node
            url: http://127.0.0.1:8545
          - name: far
            kind: node
            url: https://node.example/v3
            key: {env: MY_KEY}
            key-in: bearer
            calls-per-second: 7
          - name: scan
            kind: explorer
            url: https://scan.example/v2/api
            key: {env: MY_KEY}
        """);
    assertThat(read().ethereum())
        .containsExactly(
            new Endpoint(
                "mine",
                Kind.NODE,
                URI.create("http://127.0.0.1:8545"),
                Optional.empty(),
                KeyPlace.PATH,
                10_000),
            new Endpoint(
                "far",
                Kind.NODE,
                URI.create("https://node.example/v3"),
                Optional.of(SECRET),
                KeyPlace.BEARER,
                7),
            new Endpoint(
                "scan",
                Kind.EXPLORER,
                URI.create("https://scan.example/v2/api"),
                Optional.of(SECRET),
                KeyPlace.QUERY,
                3));
  }

  @ParameterizedTest
  @CsvSource({
    "https://node.example/v2/s3cr3t, https://node.example/v2, s3cr3t",
    "https://node.example/s3cr3t/, https://node.example, s3cr3t",
    "https://node.example, https://node.example,",
    "https://node.example/, https://node.example/,"
  })
  void read_variable_isANodeWhosePathMayEndWithAKey(String url, String shown, String key) {
    Endpoint node =
        ConfiguredSources.read(Map.of("SPOOR_ETHEREUM_URL", url), folder).ethereum().getFirst();
    assertThat(node.name()).isEqualTo("SPOOR_ETHEREUM_URL");
    assertThat(node.url()).isEqualTo(URI.create(shown));
    assertThat(node.key()).isEqualTo(Optional.ofNullable(key));
    assertThat(node.keyPlace()).isEqualTo(KeyPlace.PATH);
  }

  @Test
  void read_keyFile_besideTheFileOfSources_isRead() throws IOException {
    own(Files.writeString(folder.resolve("key"), SECRET + "\n"), "rw-------");
    write(node("key: {file: key}"));
    assertThat(read().ethereum().getFirst().key()).contains(SECRET);
  }

  @Test
  void read_literalKey_inAFileOfItsOwnerAlone_isRead() throws IOException {
    own(write(node("key: " + SECRET)), "rw-------");
    assertThat(read().ethereum().getFirst().key()).contains(SECRET);
  }

  @Test
  void read_literalKey_inAFileThatOthersRead_isRefused() throws IOException {
    own(write(node("key: " + SECRET)), "rw-r--r--");
    assertRefused("sources.yaml, line 5, key: ", "rw-r--r--", "env: NAME or file: PATH");
  }

  @Test
  void read_keyFile_thatOthersRead_isRefused() throws IOException {
    own(Files.writeString(folder.resolve("key"), SECRET), "rw-r-----");
    write(node("key: {file: key}"));
    assertRefused("line 5, file: ", "rw-r-----", "expected rw-------");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "key: {env: NOT_SET} | line 5, env: the environment has no variable 'NOT_SET'",
        "key: {env: EMPTY} | line 5, env: the environment has no variable 'EMPTY'",
        "key: {env: MY_KEY, file: x} | line 5, key: expected one of env and file",
        "key: {} | line 5, key: expected one of env and file",
        "key: {vault: x} | line 5, key: 'vault' is not one of env, file",
        "key: {file: nowhere} | cannot be read: there is no such file",
        "key: [a, b] | line 5, key: expected one value",
        "key-in: header | line 5, key-in: 'header' is not path or bearer or query",
        "calls-per-second: fast | line 5, calls-per-second: 'fast' is not a whole number",
        "calls-per-second: 0 | line 5, calls-per-second: '0' is not a whole number from 1 to 100000",
        "calls-per-second: 100001 | '100001' is not a whole number from 1 to 100000",
        "speed: 5 | line 5, ethereum: 'speed' is not one of name, kind, url, key",
        "name: again | line 5, ethereum: 'name' stands twice",
        "key: [ | line 6: not YAML"
      })
  void read_badField_isTold_withFileLineAndWhatWasExpected(String line, String problem) {
    write(node(line));
    assertRefused("sources.yaml, ", problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://node.example/s3cr3t",
        "node.example/s3cr3t",
        "https://",
        "https://node.example:99999/s3cr3t",
        "https://me:s3cr3t@node.example",
        "https://node.example/?key=s3cr3t",
        "https://node.example/#s3cr3t",
        "http://no de/s3cr3t",
        "x"
      })
  void read_badUrl_isTold_withoutWhatMayBeAKey(String url) {
    write("ethereum:\n  - name: a\n    kind: node\n    url: \"" + url + "\"\n");
    assertRefused("sources.yaml, line 4, url: ", "expected http");
    environment = Map.of("SPOOR_ETHEREUM_URL", url);
    assertRefused("SPOOR_ETHEREUM_URL: ", "expected http");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bitcoin: [] | line 1, document: 'bitcoin' is not one of ethereum",
        "[] | line 1, document: expected keys with values: ethereum",
        "just text | line 1, document: expected keys with values: ethereum",
        "ethereum: [{kind: node}] | line 1, ethereum: url is missing",
        "ethereum: [{kind: node, url: 'http://h'}] | name is missing, expected name, kind and url",
        "ethereum: {name: 'a b', kind: node, url: 'http://h'} | name: 'a b' is not a name",
        "ethereum: {name: a, kind: nodes, url: 'http://h'} | kind: 'nodes' is not node or explorer",
        "ethereum: [x] | line 1, ethereum: expected keys with values: name",
        "ethereum: [{name: a, kind: node, url: 'http://h'}, {name: a, kind: node, url: 'http://h'}]"
            + " | name 'a' stands twice"
      })
  void read_badFile_isTold(String text, String problem) {
    write(text);
    assertRefused("sources.yaml, ", problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "ethereum:\n", "ethereum: []\n"})
  void read_emptyFile_isNothing(String text) {
    write(text);
    assertThat(read().ethereum()).isEmpty();
  }

  private void assertRefused(String... parts) {
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining(SECRET)
        .message()
        .hasLineCount(1);
  }

  private ConfiguredSources read() {
    return ConfiguredSources.read(environment, HOME);
  }

  private static String node(String line) {
    return "ethereum:\n  - name: a\n    kind: node\n    url: http://h\n    " + line + "\n";
  }

  private Path write(String text) {
    try {
      return Files.writeString(folder.resolve("sources.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void own(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
