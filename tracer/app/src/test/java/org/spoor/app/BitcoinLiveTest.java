package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bitcoin read live, from a server that knows the first block of the main network. */
final class BitcoinLiveTest {

  static final String TX = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b";
  static final String BLOCK = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";
  static final String HEADER =
      "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27a"
          + "c72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c";
  static final String HEX =
      "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d04ffff"
          + "001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f6e206272"
          + "696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2052a010000"
          + "00434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6bc3f4cef38"
          + "c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000";
  private static final String STATUS =
      "{\"confirmed\":true,\"block_height\":0,\"block_hash\":\"%s\"}".formatted(BLOCK);

  /** The first block of the main network and what it holds. */
  static final Map<String, String> ANSWERS =
      Map.of(
          "/blocks/tip/height",
          "5",
          "/block-height/0",
          BLOCK,
          "/block/" + BLOCK + "/header",
          HEADER,
          "/block/" + BLOCK + "/status",
          "{\"in_best_chain\":true,\"height\":0}",
          "/tx/" + TX,
          "{\"txid\":\"%s\",\"vin\":[],\"status\":%s}".formatted(TX, STATUS),
          "/tx/" + TX + "/hex",
          HEX,
          "/tx/" + TX + "/status",
          STATUS,
          "/tx/" + TX + "/outspends",
          "[{\"spent\":false}]",
          "/tx/" + TX + "/merkle-proof",
          "{\"block_height\":0,\"merkle\":[],\"pos\":0}");

  @TempDir private Path folder;
  private final PathServer server = PathServer.of(ANSWERS);

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer spoor(String... words) {
    return new BitcoinAt(server.url(), folder).spoor(words);
  }

  private Answer trace(String... more) {
    return spoor(
        Stream.concat(
                Stream.of("trace", "--no-store", "--chain", "bitcoin", "--theft-tx"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void trace_theftOnTheSpot_followsItsOutputs() {
    Answer answer = trace(TX);

    assertThat(answer.err()).contains("asked: ");
    assertThat(answer.out()).contains("50").contains("HELD");
    assertThat(answer.code()).isZero();
  }

  @Test
  void trace_offline_isTheSame() {
    assertThat(trace(TX + ":0", "--json", "-", "--offline").code()).isEqualTo(3);
    Answer online = trace(TX + ":0", "--json", "-");

    assertThat(trace(TX + ":0", "--json", "-", "--offline").out()).isEqualTo(online.out());
  }

  @Test
  void trace_outputThatThereIsNot_isRefused() {
    Answer answer = trace(TX + ":1");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .contains("--theft-tx %s:1: the transaction has 1 outputs, counted from 0".formatted(TX));
  }

  @Test
  void trace_unknownTransaction_endsWithTheLastBlockRead() {
    Answer answer = trace("ab".repeat(32));

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("in no block of bitcoin up to 0, the last one to read");
  }

  @Test
  void trace_noServer_saysWhichLinesToAdd() {
    Answer answer =
        Answer.in(
            LedgerSources.NOBODY, "trace", "--no-store", "--chain", "bitcoin", "--theft-tx", TX);

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err())
        .contains("no source of bitcoin is configured")
        .contains("kind: esplora", "kind: core", "kind: blocks", "SPOOR_BITCOIN_URL=")
        .contains("--public");
  }

  @Test
  void sources_server_isTold() {
    assertThat(spoor("sources").out())
        .contains("SPOOR_BITCOIN_URL")
        .contains("esplora")
        .contains("proof that an output is unspent");
  }
}
