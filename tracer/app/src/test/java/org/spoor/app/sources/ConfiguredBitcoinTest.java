package org.spoor.app.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.p2p.PeerName;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Pin;
import org.spoor.model.value.Chain;

/** The sources of Bitcoin that a user has configured. */
final class ConfiguredBitcoinTest {

  /** As openssl prints it. */
  private static final String FINGERPRINT = "AB:".repeat(31) + "AB";

  private final SourcesOnDisk disk;

  ConfiguredBitcoinTest(@TempDir Path folder) {
    disk = new SourcesOnDisk(folder);
  }

  @Test
  void read_bitcoin_serversOfTheEnvironmentComeFirst() {
    disk.write(
        """
        bitcoin:
          - name: my-electrs
            kind: esplora
            url: http://127.0.0.1:3000
        """);
    disk.environment(
        Map.of("SPOOR_CONFIG", disk.folder().toString(), "SPOOR_BITCOIN_URL", "http://h/api"));

    assertThat(disk.read().bitcoin(Chain.BITCOIN))
        .extracting(BitcoinSource::name, BitcoinSource::kind)
        .containsExactly(tuple("SPOOR_BITCOIN_URL", "esplora"), tuple("my-electrs", "esplora"));
  }

  @ParameterizedTest
  @CsvSource({"http://h/api, esplora", "tcp://h:50001, electrum", "ssl://h:50002, electrum"})
  void read_bitcoinVariable_isOfTheKindThatItsSchemeTells(String url, String kind) {
    disk.environment(Map.of("SPOOR_CONFIG", disk.folder().toString(), "SPOOR_BITCOIN_URL", url));
    assertThat(disk.read().bitcoin(Chain.BITCOIN))
        .extracting(BitcoinSource::kind)
        .containsExactly(kind);
  }

  @Test
  void read_bitcoin_hasAllKindsInOrder() throws IOException {
    SourcesOnDisk.own(
        Files.writeString(disk.folder().resolve("cookie"), "__cookie__:" + SourcesOnDisk.SECRET),
        "rw-------");
    disk.write(
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

    assertThat(disk.read().bitcoin(Chain.BITCOIN))
        .containsExactly(
            new BitcoinSource.Core(
                new Endpoint(
                    "core",
                    URI.create("http://127.0.0.1:8332"),
                    Optional.of("__cookie__:" + SourcesOnDisk.SECRET),
                    KeyPlace.BASIC,
                    10_000)),
            new BitcoinSource.Blocks("files", SourcesOnDisk.HOME.resolve(".bitcoin/blocks")),
            new BitcoinSource.Esplora(
                new Endpoint(
                    "electrs",
                    URI.create("https://h/api"),
                    Optional.of(SourcesOnDisk.SECRET),
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
    assertThat(disk.read().bitcoin(Chain.BITCOIN_REGTEST))
        .containsExactly(new BitcoinSource.Blocks("here", disk.folder().resolve("blocks")));
  }

  @Test
  void read_peers_areNamesWithPorts() {
    disk.write(
        """
        bitcoin:
          - {name: blocks, kind: p2p, peers: [127.0.0.1, "[::1]:9"], path: /big, from: 800000}
          - {name: beside, kind: p2p, peers: node.example:8334}
        """);

    List<PeerName> here = List.of(new PeerName("127.0.0.1", 8333), new PeerName("::1", 9));
    assertThat(disk.read().bitcoin(Chain.BITCOIN))
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
        "{name: a, kind: core, url: 'http://h', key-in: query} | key-in: expected basic, bearer or path",
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
    disk.write("bitcoin:\n  - " + source.formatted("ab".repeat(32)) + "\n");
    disk.assertRefused("sources.yaml, ", problem);
  }
}
