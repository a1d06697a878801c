package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.ethereum.EthereumSource;
import org.spoor.model.value.Chain;

final class ConfiguredSourcesTest {

  private static final Map<Chain, List<BitcoinSource>> NO_BITCOIN =
      Map.of(
          Chain.BITCOIN, List.of(),
          Chain.BITCOIN_TESTNET, List.of(),
          Chain.BITCOIN_REGTEST, List.of());

  private final SourcesOnDisk disk;

  ConfiguredSourcesTest(@TempDir Path folder) {
    disk = new SourcesOnDisk(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "/config, /xdg, /config/sources.yaml",
    "'', /xdg, /xdg/spoor/sources.yaml",
    "'', '', /home/ann/.config/spoor/sources.yaml"
  })
  void read_noFile_isNothingAndSaysWhereItWouldBe(String config, String xdg, String file) {
    ConfiguredSources sources =
        ConfiguredSources.read(
            Map.of("SPOOR_CONFIG", config, "XDG_CONFIG_HOME", xdg), SourcesOnDisk.HOME);
    assertThat(sources).isEqualTo(new ConfiguredSources(Path.of(file), List.of(), NO_BITCOIN));
  }

  @Test
  void read_file_hasEndpointsInOrder() {
    disk.write(
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
    assertThat(disk.read().ethereum())
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
                    Optional.of(SourcesOnDisk.SECRET),
                    KeyPlace.BEARER,
                    7)),
            new EthereumSource.OfExplorer(
                new Endpoint(
                    "scan",
                    URI.create("https://scan.example/v2/api"),
                    Optional.of(SourcesOnDisk.SECRET),
                    KeyPlace.QUERY,
                    3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "ethereum:\n", "ethereum: []\n"})
  void read_emptyFile_isNothing(String text) {
    disk.write(text);
    assertThat(disk.read().ethereum()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-of-the-investigation-2", "eth1.archive.frankfurt.example.org"})
  void read_longName_isFine(String name) {
    disk.write("ethereum: {name: " + name + ", kind: node, url: 'http://h'}");
    assertThat(disk.read().ethereum().getFirst().name()).isEqualTo(name);
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
  void read_variable_shortPath_isNoKey() {
    assertThat(variable("http://127.0.0.1:8545/rpc").keyless("no rpc here"))
        .isEqualTo("no rpc here");
  }

  @Test
  void read_variable_otherPath_isAnotherEndpoint() {
    assertThat(variable("http://h/a").identity()).isNotEqualTo(variable("http://h/b").identity());
  }

  private Endpoint variable(String url) {
    return ConfiguredSources.read(Map.of("SPOOR_ETHEREUM_URL", url), SourcesOnDisk.HOME)
        .ethereum()
        .getFirst()
        .endpoint();
  }
}
