package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.p2p.PeerName;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Pin;
import org.spoor.ethereum.EthereumSource;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;

final class ConfiguredSourcesTest {

  /** As openssl prints it. */
  private static final String FINGERPRINT = "AB:".repeat(31) + "AB";

  private static final Path HOME = Path.of("/home/ann");
  private static final String SECRET = "s3cr3t";
  private static final Map<Chain, List<BitcoinSource>> NO_BITCOIN =
      Map.of(
          Chain.BITCOIN, List.of(),
          Chain.BITCOIN_TESTNET, List.of(),
          Chain.BITCOIN_REGTEST, List.of());

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
    assertThat(sources).isEqualTo(new ConfiguredSources(Path.of(file), List.of(), NO_BITCOIN));
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
            new EthereumSource.OfNode(
                new Endpoint(
                    "mine",
                    URI.create("http://127.0.0.1:8545"),
                    Optional.empty(),
                    KeyPlace.PATH,
                    10_000)),
            new EthereumSource.OfNode(
                new Endpoint(
                    "far",
                    URI.create("https://node.example/v3"),
                    Optional.of(SECRET),
                    KeyPlace.BEARER,
                    7)),
            new EthereumSource.OfExplorer(
                new Endpoint(
                    "scan",
                    URI.create("https://scan.example/v2/api"),
                    Optional.of(SECRET),
                    KeyPlace.QUERY,
                    3)));
  }

  @ParameterizedTest
  @CsvSource({
    "https://node.example/v2/s3cr3t-key, no s3cr3t-key",
    "https://node.example/s3cr3t-key/rpc/, POST /s3cr3t-key/rpc/",
    "https://node.example/s3cr3t%2Dkey, s3cr3t%2Dkey or s3cr3t-key"
  })
  void read_variable_isANodeWhosePathMayHoldAKeyThatIsNotShown(String url, String said) {
    Endpoint node = variable(url);
    assertThat(node.name()).isEqualTo("SPOOR_ETHEREUM_URL");
    assertThat(node.url()).isEqualTo(URI.create(url));
    assertThat(node.keyless(said)).contains("KEY").doesNotContain("s3cr3t");
    assertThat(node.toString() + node.identity()).doesNotContain("s3cr3t");
  }

  @Test
  void read_bitcoin_serversOfTheEnvironmentComeFirst() {
    write(
        """
        bitcoin:
          - name: my-electrs
            kind: esplora
            url: http://127.0.0.1:3000
        """);
    environment = Map.of("SPOOR_CONFIG", folder.toString(), "SPOOR_BITCOIN_URL", "http://h/api");

    assertThat(read().bitcoin(Chain.BITCOIN))
        .extracting(BitcoinSource::name, BitcoinSource::kind)
        .containsExactly(tuple("SPOOR_BITCOIN_URL", "esplora"), tuple("my-electrs", "esplora"));
  }

  @ParameterizedTest
  @CsvSource({"http://h/api, esplora", "tcp://h:50001, electrum", "ssl://h:50002, electrum"})
  void read_bitcoinVariable_isOfTheKindThatItsSchemeTells(String url, String kind) {
    environment = Map.of("SPOOR_CONFIG", folder.toString(), "SPOOR_BITCOIN_URL", url);
    assertThat(read().bitcoin(Chain.BITCOIN)).extracting(BitcoinSource::kind).containsExactly(kind);
  }

  @Test
  void read_bitcoin_hasAllKindsInOrder() throws IOException {
    own(Files.writeString(folder.resolve("cookie"), "__cookie__:" + SECRET), "rw-------");
    write(
        """
        bitcoin:
          - {name: core, kind: core, url: "http://127.0.0.1:8332", key: {file: cookie}}
          - {name: files, kind: blocks, path: ~/.bitcoin/blocks}
          - {name: electrs, kind: esplora, url: "https://h/api", key: {env: MY_KEY}}
          - {name: fulcrum, kind: electrum, url: "ssl://h:50002", certificate: "%s"}
        bitcoin-regtest:
          - {name: here, kind: blocks, path: regtest/../blocks}
        """
            .formatted(FINGERPRINT));

    assertThat(read().bitcoin(Chain.BITCOIN))
        .containsExactly(
            new BitcoinSource.Core(
                new Endpoint(
                    "core",
                    URI.create("http://127.0.0.1:8332"),
                    Optional.of("__cookie__:" + SECRET),
                    KeyPlace.BASIC,
                    10_000)),
            new BitcoinSource.Blocks("files", HOME.resolve(".bitcoin/blocks")),
            new BitcoinSource.Esplora(
                new Endpoint(
                    "electrs",
                    URI.create("https://h/api"),
                    Optional.of(SECRET),
                    KeyPlace.PATH,
                    10)),
            new BitcoinSource.Electrum(
                new Endpoint(
                    "fulcrum",
                    URI.create("ssl://h:50002"),
                    Optional.empty(),
                    KeyPlace.PATH,
                    50,
                    Pin.read(FINGERPRINT))));
    assertThat(read().bitcoin(Chain.BITCOIN_REGTEST))
        .containsExactly(new BitcoinSource.Blocks("here", folder.resolve("blocks")));
  }

  @Test
  void read_peers_areNamesWithPorts() {
    write(
        """
        bitcoin:
          - {name: blocks, kind: p2p, peers: [127.0.0.1, "[::1]:9"], path: /big, from: 800000}
          - {name: beside, kind: p2p, peers: node.example:8334}
        """);

    List<PeerName> here = List.of(new PeerName("127.0.0.1", 8333), new PeerName("::1", 9));
    assertThat(read().bitcoin(Chain.BITCOIN))
        .containsExactly(
            new BitcoinSource.Fetched(
                new BitcoinSource.Peers("blocks", here), Path.of("/big"), 800_000),
            new BitcoinSource.Peers("beside", List.of(new PeerName("node.example", 8334))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a} | bitcoin: kind is missing, expected name and kind",
        "{name: a, kind: s3cr3t} | line 2, kind: expected esplora or core or electrum or blocks or p2p",
        "{name: a, kind: core} | line 2, bitcoin: url is missing, expected name, kind and url",
        "{name: a, kind: blocks} | line 2, bitcoin: path is missing, expected name, kind and path",
        "{name: a, kind: blocks, path: b, url: s3cr3t} | line 2, url: no field of kind blocks",
        "{name: a, kind: core, url: 'http://h', path: s3cr3t} | line 2, path: no field of kind core",
        "{name: a, kind: core, url: 'http://h', key: {env: MY_KEY}} | key: expected user:password",
        "{name: a, kind: electrum, url: 'http://s3cr3t'} | url: no address of a server, expected tcp:",
        "{name: a, kind: electrum, url: 'ssl://h:1/s3cr3t'} | expected tcp://HOST:PORT or ssl://HOST",
        "{name: a, kind: electrum, url: 'ssl://s3cr3t@h:1'} | expected tcp://HOST:PORT or ssl://HOST",
        "{name: a, kind: electrum, url: 'tcp://h'} | expected tcp://HOST:PORT or ssl://HOST:PORT",
        "{name: a, kind: electrum, url: 'ssl://h:1', key: s3cr3t} | key: no field of kind electrum",
        "{name: a, kind: electrum, url: 'ssl://h:1', certificate: s3cr3t} | expected the SHA-256 of",
        "{name: a, kind: electrum, url: 'tcp://h:1', certificate: %1$s} | certificate: a server without TLS",
        "{name: a, kind: blocks, path: []} | line 2, path: expected one value",
        "{name: a, kind: p2p} | line 2, bitcoin: peers is missing, expected name, kind and peers",
        "{name: a, kind: p2p, peers: []} | line 2, peers: expected host:port, or a list of them",
        "{name: a, kind: p2p, peers: [h, s3cr3t@h]} | line 2, peers: expected host:port",
        "{name: a, kind: p2p, peers: [h, 'H:8333']} | line 2, peers: peer h:8333 stands twice",
        "{name: a, kind: p2p, peers: h, from: 1} | line 2, from: no field of peers without a path",
        "{name: a, kind: p2p, peers: h, path: b, from: -1} | line 2, from: expected the height"
      })
  void read_badSourceOfBitcoin_isTold(String source, String problem) {
    write("bitcoin:\n  - " + source.formatted("ab".repeat(32)) + "\n");
    assertRefused("sources.yaml, ", problem);
  }

  @Test
  void read_variable_shortPath_isNoKey() {
    assertThat(variable("http://127.0.0.1:8545/rpc").keyless("no rpc here"))
        .isEqualTo("no rpc here");
  }

  @Test
  void read_variable_otherPath_isAnotherEndpoint() {
    assertThat(variable("http://h/a").identity()).isNotEqualTo(variable("http://h/b").identity());
  }

  private Endpoint variable(String url) {
    return ConfiguredSources.read(Map.of("SPOOR_ETHEREUM_URL", url), folder)
        .ethereum()
        .getFirst()
        .endpoint();
  }

  @Test
  void read_keyFile_besideTheFileOfSources_isRead() throws IOException {
    own(Files.writeString(folder.resolve("key"), SECRET + "\n"), "rw-------");
    write(node("key: {file: key}"));
    assertThat(read().ethereum().getFirst().endpoint().key()).contains(SECRET);
  }

  @Test
  void read_literalKey_inAFileOfItsOwnerAlone_isRead() throws IOException {
    own(write(node("key: " + SECRET)), "rw-------");
    assertThat(read().ethereum().getFirst().endpoint().key()).contains(SECRET);
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
        "key: {env: s3cr3t} | line 5, env: expected the name of a variable that the environment has",
        "key: {env: EMPTY} | line 5, env: expected the name of a variable that the environment has",
        "key: {env: MY_KEY, file: x} | line 5, key: expected one of env and file",
        "key: {} | line 5, key: expected one of env and file",
        "key: {s3cr3t} | line 5, key: unknown field, expected one of env, file",
        "key: {? {s3cr3t: x} : y} | not YAML",
        "key: {file: s3cr3t} | line 5, file: expected the path of a key's file: there is no such",
        "key: {file: s3cr3t/../../s3cr3t} | line 5, file: expected the path of a key's file: there",
        "key: {file: .} | line 5, file: expected the path of a key's file: ",
        "key: [s3cr3t, b] | line 5, key: expected one value",
        "key: s3cr3t ü | line 5, key: what stands there is no key, expected one word of ASCII",
        "key-in: s3cr3t | line 5, key-in: expected path or bearer or basic or query",
        "calls-per-second: s3cr3t | line 5, calls-per-second: expected a whole number from 1 to",
        "calls-per-second: 0 | line 5, calls-per-second: expected a whole number from 1 to 100000",
        "calls-per-second: 100001 | expected a whole number from 1 to 100000",
        "s3cr3t: 5 | line 5, ethereum: unknown field, expected one of name, kind, url, key",
        "name: again | line 5, ethereum: 'name' stands twice",
        "key: [ | line 6: not YAML",
        "key: *s3cr3t | line 5: not YAML",
        "key: \"s3cr3t\\q\" | line 5: not YAML",
        "s3cr3t | not YAML"
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
        "s3cr3t",
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
        "s3cr3t: [] | line 1, document: unknown field, expected one of ethereum",
        "[] | line 1, document: expected keys with values: ethereum",
        "just s3cr3t | line 1, document: expected keys with values: ethereum",
        "ethereum: [{kind: node}] | line 1, ethereum: url is missing",
        "ethereum: [{kind: node, url: 'http://h'}] | name is missing, expected name, kind and url",
        "ethereum: {name: 's3cr3t b', kind: node, url: 'http://h'} | name: expected a name of up",
        "ethereum: {name: a, kind: s3cr3t, url: 'http://h'} | kind: expected node or explorer",
        "ethereum: [s3cr3t] | line 1, ethereum: expected keys with values: name",
        "ethereum: [{name: a, kind: node, url: 'http://h'}, {name: a, kind: node, url: 'http://h'}]"
            + " | line 1, ethereum: its name stands twice"
      })
  void read_badFile_isTold(String text, String problem) {
    write(text);
    assertRefused("sources.yaml, ", problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cr3tABCDEFGHIJKLMNOPQRSTUVWXYZ7890",
        "my-s3cr3t00000000000000000000",
        "12345678-1234-1234-s3cr3t"
      })
  void read_nameLikeAKey_isRefused(String name) {
    write("ethereum: {name: " + name + ", kind: node, url: 'http://h'}");
    assertRefused("sources.yaml, line 1, name: expected a name", "that is like no key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-of-the-investigation-2", "eth1.archive.frankfurt.example.org"})
  void read_longName_isFine(String name) {
    write("ethereum: {name: " + name + ", kind: node, url: 'http://h'}");
    assertThat(read().ethereum().getFirst().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "ethereum:\n", "ethereum: []\n"})
  void read_emptyFile_isNothing(String text) {
    write(text);
    assertThat(read().ethereum()).isEmpty();
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
                .map(shape -> field + ": " + shape.replace("%s", SECRET)));
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
    write("ethereum:\n  - " + line + "\n" + others);
    assertRefused("sources.yaml, ");
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
