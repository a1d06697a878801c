package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.app.live.EthereumLive;
import org.spoor.app.live.Surroundings;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.kit.StandInRpc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bitcoin read from sources of several kinds, each of which knows its first block. */
final class BitcoinKindsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** The first bytes of a block's frame on the main network. */
  private static final int MAGIC = 0xF9BE_B4D9;

  private static final String PRUNED = "{'blocks':5,'headers':5,'pruned':true}";

  /** What the first transaction pays to: 67 bytes before its lock time. */
  private static final String SCRIPT =
      BitcoinLiveTest.HEX.substring(
          BitcoinLiveTest.HEX.length() - 142, BitcoinLiveTest.HEX.length() - 8);

  private final StandInRpc core = StandInRpc.answering(this::answer);
  private String waiting = "";
  private String chainInfo = "{'blocks':5,'headers':5,'pruned':false}";

  @TempDir private Path folder;

  @BeforeEach
  void configure() throws IOException {
    Path cookie = Files.writeString(folder.resolve("cookie"), "__cookie__:s3cr3t");
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("rw-------"));
    byte[] block = HexFormat.of().parseHex(BitcoinLiveTest.HEADER + "01" + BitcoinLiveTest.HEX);
    Files.createDirectory(folder.resolve("blocks"));
    Files.write(
        folder.resolve("blocks/blk00000.dat"),
        ByteBuffer.allocate(8 + block.length)
            .putInt(MAGIC)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(block.length)
            .put(block)
            .array());
    sources(core());
  }

  @AfterEach
  void close() {
    core.close();
  }

  private String core() {
    return "{name: my-core, kind: core, url: '%s', key: {file: cookie}}".formatted(core.url());
  }

  private static String blocks(String path) {
    return "{name: my-blocks, kind: blocks, path: %s}".formatted(path);
  }

  private void sources(String... entries) throws IOException {
    Files.writeString(
        folder.resolve("sources.yaml"), "bitcoin:\n  - " + String.join("\n  - ", entries) + "\n");
  }

  private StandInRpc.Answer answer(JsonNode call) {
    String status =
        "'confirmations':6,'height':0,'time':1231006505,'hash':'" + BitcoinLiveTest.BLOCK;
    return switch (call.path("method").asString()) {
      case "getblockchaininfo" -> result(chainInfo);
      case "getindexinfo" -> result("{'txindex':{'synced':true}}");
      case "getnetworkinfo" -> result("{'version':240000,'subversion':'/Satoshi:24.0.0/'}");
      case "getblockhash" -> result("'" + BitcoinLiveTest.BLOCK + "'");
      case "getblockheader" ->
          result(
              call.path("params").path(1).asBoolean()
                  ? "{" + status + "'}"
                  : "'" + BitcoinLiveTest.HEADER + "'");
      case "getblock" -> result("{" + status + "','tx':['" + BitcoinLiveTest.TX + "']}");
      case "getrawtransaction" ->
          result(
              "{'hex':'%s','vin':[],'blockhash':'%s','confirmations':6}"
                  .formatted(BitcoinLiveTest.HEX, BitcoinLiveTest.BLOCK));
      case "gettxout" ->
          result(
              "{'value':50,'scriptPubKey':{'hex':'%s'},'bestblock':'%s'}"
                  .formatted(SCRIPT, BitcoinLiveTest.BLOCK));
      case "gettxspendingprevout" ->
          result("[{'txid':'%s','vout':0%s}]".formatted(BitcoinLiveTest.TX, waiting));
      default -> new StandInRpc.Answer.Refusal(-32601, "Method not found");
    };
  }

  private static StandInRpc.Answer result(String json) {
    return new StandInRpc.Answer.Result(JSON.readTree(json.replace('\'', '"')));
  }

  private Answer spoor(String... words) {
    return Answer.in(
        new Surroundings(
            Map.of("SPOOR_CONFIG", folder.toString()),
            folder,
            folder.resolve("data"),
            LedgerSources.NOBODY.sources(),
            BitcoinSources::open),
        words);
  }

  private Answer trace(String... more) {
    return spoor(
        Stream.concat(
                Stream.of(
                    "trace", "--no-store", "--chain", "bitcoin", "--theft-tx", BitcoinLiveTest.TX),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static long held(Answer answer) {
    return JSON.readTree(answer.out()).at("/conservation/0/held").asLong();
  }

  @Test
  void trace_core_isFollowedWithItsCookie() {
    Answer answer = trace("--json", "-");

    assertThat(answer.err()).startsWith("asked: ");
    assertThat(answer.code()).isZero();
    assertThat(held(answer)).isEqualTo(50_0000_0000L);
    assertThat(core.visits())
        .allSatisfy(visit ->
            assertThat(visit.authorization())
                .hasValueSatisfying(header -> assertThat(header).startsWith("Basic ")));
  }

  @Test
  void trace_core_offline_isTheSame() {
    Answer online = trace("--json", "-");
    int visits = core.visits().size();

    assertThat(trace("--json", "-", "--offline").out()).isEqualTo(online.out());
    assertThat(core.visits()).hasSize(visits);
  }

  @Test
  void trace_spendThatWaits_isToldApart() {
    waiting = ",'spendingtxid':'" + "ab".repeat(32) + "'";
    Answer text = trace();
    Answer result = trace("--json", "-");

    assertThat(text.out().replaceAll("\\s+", " "))
        .contains("spent by " + "ab".repeat(32) + ", which is in no block that counts")
        .contains("HELD");
    assertThat(held(result)).isEqualTo(50_0000_0000L);
    assertThat(JSON.readTree(result.out()).at("/dataGaps").toString())
        .contains("spent by " + "ab".repeat(32));
  }

  @Test
  void trace_blocks_asksNobody() throws IOException {
    sources(blocks("blocks"), core());
    Answer answer = trace("--json", "-");

    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(held(answer)).isEqualTo(50_0000_0000L);
    assertThat(core.visits()).isEmpty();
  }

  @Test
  void trace_firstCannotBeUsed_isReadFromTheNextAndSaysSo() throws IOException {
    sources(blocks("gone"), core());
    Answer answer = trace();

    assertThat(answer.code()).isZero();
    assertThat(answer.err())
        .contains("spoor: not used: block files: folder " + folder.resolve("gone"));
  }

  @Test
  void trace_noneCanBeUsed_isRefusedWithTheReason() {
    chainInfo = PRUNED;
    Answer answer = trace();

    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.err()).contains("spoor: my-core: it is pruned: old blocks are not there\n");
  }

  @Test
  void sources_allKinds_areTold() throws IOException {
    sources(core(), blocks("blocks"));
    Answer answer = spoor("sources");

    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("/Satoshi:24.0.0/", "blockfilterindex", "1 block file, 293 bytes")
        .doesNotContain("s3cr3t");
  }

  @Test
  void sources_json_hasAnObjectPerSource() throws IOException {
    chainInfo = PRUNED;
    sources(core(), blocks("blocks"));
    Answer answer = spoor("sources", "--json");
    JsonNode told = JSON.readTree(answer.out());

    assertThat(answer.code()).isEqualTo(3);
    assertThat(told.at("/0/kind").asString()).isEqualTo("core");
    assertThat(told.at("/0/usable").asBoolean()).isFalse();
    assertThat(told.at("/1/path").asString()).isEqualTo(folder.resolve("blocks").toString());
    assertThat(told.at("/1/can").toString())
        .isEqualTo("[\"transactions\",\"spenders\",\"blocks\"]");
    assertThat(answer.out()).doesNotContain("s3cr3t");
  }

  @Test
  void cache_afterRuns_tellsAnswersAndIndexes() throws IOException {
    trace();
    sources(blocks("blocks"));
    trace();

    assertThat(kept("sources", "cache").out())
        .containsPattern("[1-9] answers, [0-9,]+ bytes, in .*bitcoin-answers.db")
        .containsPattern("indexes of block files, [0-9,]+ bytes, in .*bitcoin-blocks");
  }

  @Test
  void prune_all_forgetsAnswersOfBitcoin() {
    trace();

    assertThat(kept("sources", "prune", "--all").out())
        .containsPattern("[1-9] answers of bitcoin forgotten, 0 kept");
    assertThat(trace("--offline").code()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "core,--policy all",
    "core,--policy poison --max-hops 0",
    "blocks,--policy haircut --fees coinbase"
  })
  void trace_packed_givesTheSameBytesAndTheHashesOfAllAnswers(String kind, String options)
      throws IOException {
    sources(kind.equals("core") ? core() : blocks("blocks"));
    String pack = folder.resolve("pack").toString();
    Answer read = trace((options + " --json - --pack " + pack).split(" "));
    Answer again = Answer.to(("trace " + pack + " --no-store --json - " + options).split(" "));

    assertThat(read.code()).isZero();
    assertThat(again.err()).isEmpty();
    assertThat(again.out()).isEqualTo(read.out());
    assertThat(Files.readString(folder.resolve("pack/answers.csv")))
        .contains(
            kind.equals("core")
                ? "bitcoin,getrawtransaction,\"[\"\"4a5e"
                : "bitcoin,blk00000.dat,[8");
  }

  /** The commands for what is kept, beside an Ethereum of which nothing is. */
  private Answer kept(String... words) {
    Path data = folder.resolve("data");
    return Answer.in(
        new Surroundings(Map.of(), data, data, EthereumLive::open, BitcoinSources::open), words);
  }
}
