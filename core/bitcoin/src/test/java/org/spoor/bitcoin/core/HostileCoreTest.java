package org.spoor.bitcoin.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.BitcoinReader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A Bitcoin Core whose answers contradict themselves: each is an error, and none is kept. */
final class HostileCoreTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final ServedHistory history = ServedHistory.theft();
  private final StandInCore core = new StandInCore(history);
  private CoreUnderTest run;
  private Server server;

  @TempDir private Path folder;

  @BeforeEach
  void open() {
    run = new CoreUnderTest(folder);
    server = run.server(core.rpc().url());
  }

  @AfterEach
  void close() {
    core.close();
    run.close();
  }

  /** The transaction that spends three outputs. */
  private UtxoTransaction merged() {
    return history.counting().stream()
        .filter(t -> t.inputs().size() == 3)
        .findFirst()
        .orElseThrow();
  }

  /** Changes every result that is an object with that field. */
  private void changing(String field, Consumer<ObjectNode> change) {
    core.rpc()
        .always(
            StandInRpc.changed(answer -> {
              Iterable<JsonNode> replies = answer.isArray() ? answer : List.of(answer);
              replies.forEach(reply -> {
                if (reply.path("result") instanceof ObjectNode result && result.has(field)) {
                  change.accept(result);
                }
              });
              return answer;
            }));
  }

  private void answering(JsonNode result) {
    core.rpc()
        .always(
            StandInRpc.changed(answer -> {
              JsonNode one = answer.isArray() ? answer.get(0) : answer;
              ((ObjectNode) one).set("result", result);
              return answer;
            }));
  }

  private SpoorException transaction() {
    return failure(() -> server.transactions(Set.of(merged().id())));
  }

  private SpoorException block() {
    return failure(() -> server.block(merged().position().height()));
  }

  private SpoorException fates() {
    return failure(() -> server.fates(Set.copyOf(history.outputs())));
  }

  private static SpoorException failure(Runnable asking) {
    return catchThrowableOfType(SpoorException.class, asking::run);
  }

  private void assertMalformed(SpoorException failure, String what) {
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    assertThat(failure).hasMessageStartingWith("mine: ").hasMessageContaining(what);
  }

  private void assertNothingKept() {
    assertThat(run.store().size().entries()).isZero();
  }

  private static ObjectNode prevout(ObjectNode transaction) {
    return (ObjectNode) transaction.path("vin").path(1).path("prevout");
  }

  @Test
  void transactions_bytesOfAnotherTransaction_areRefused() {
    UtxoTransaction other = history.counting().getFirst();
    String hex = HexFormat.of().formatHex(history.chain().coinbase(1).serialize());
    changing("hex", result -> result.put("hex", hex));
    assertMalformed(
        transaction(),
        "transaction %s: its bytes are those of %s".formatted(merged().id(), other.id()));
    assertNothingKept();
  }

  @Test
  void transactions_noHexadecimalBytes_areRefused() {
    changing("hex", result -> result.put("hex", "xyz"));
    assertMalformed(transaction(), "no hexadecimal bytes");
    assertNothingKept();
  }

  @Test
  void transactions_oneOfThePrevoutsMissing_isRefused() {
    changing("vin", result -> ((ObjectNode) result.path("vin").path(1)).remove("prevout"));
    assertMalformed(transaction(), "prevout.value: expected an amount in bitcoin, found nothing");
    assertNothingKept();
  }

  @Test
  void transactions_prevoutOfNegativeValue_isRefused() {
    changing("vin", result -> prevout(result).put("value", new BigDecimal("-0.00000001")));
    assertMalformed(transaction(), "is worth -1");
    assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.000000001", "1E+999999999", "1E-999999999", "99999999999"})
  void transactions_prevoutOfImpossibleValue_isRefused(String value) {
    changing("vin", result -> prevout(result).put("value", new BigDecimal(value)));
    assertMalformed(transaction(), "expected an amount in bitcoin");
    assertNothingKept();
  }

  @Test
  void transactions_otherInputsThanInItsBytes_areRefused() {
    changing("vin", result -> ((ArrayNode) result.path("vin")).remove(0));
    assertMalformed(transaction(), "are not those of its bytes");
    assertNothingKept();
  }

  @Test
  void transactions_inABlockThatDoesNotHoldIt_areRefused() {
    String other = history.chain().block(1).getHashAsString();
    changing("blockhash", result -> result.put("blockhash", other));
    assertMalformed(transaction(), "is not in block 1, where it is said to be");
  }

  /** In another order it would stand at another place. */
  @Test
  void transactions_listedInAnotherOrder_areRefusedAndAskedForAgain() {
    changing(
        "tx",
        result -> {
          ArrayNode ids = (ArrayNode) result.path("tx");
          ids.add(ids.remove(0));
        });
    assertMalformed(transaction(), "the header commits to other transactions");
    core.rpc().always(StandInRpc::right);
    assertThat(server.transactions(Set.of(merged().id())).values())
        .extracting(Confirmed::position)
        .containsExactly(merged().position());
  }

  @Test
  void transactions_blockWithAnotherTime_haveThatOfItsHeader() {
    changing("time", result -> result.put("time", 1));
    assertThat(server.transactions(Set.of(merged().id())).values())
        .extracting(Confirmed::time)
        .containsExactly(merged().time());
  }

  @Test
  void fates_unspentAtANodeThatLags_areNotBelieved() {
    OutPoint spent = merged().inputs().getFirst().spent();
    core.lag(merged().position().height() - 1);
    assertThat(fates(spent))
        .hasMessageContaining("getblockheader [\"%s\",true]: ".formatted(server.tip().hash()));
    core.lag(Integer.MAX_VALUE);
    assertThat(server.fates(Set.of(spent))).containsEntry(spent, history.fate(spent));
  }

  /** Beside a node that has the tip another one answers. */
  @Test
  void fates_unspentUpToABlockBelowTheTip_areNotBelieved() {
    OutPoint held = ServedHistory.place(history.chain().coinbase(3).getOutput(0).getOutPointFor());
    String below = history.chain().block((int) history.tip() - 1).getHashAsString();
    changing("bestblock", result -> result.put("bestblock", below));
    SpoorException failure = fates(held);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessage(
            "mine: gettxout: what it has as unspent is up to block %d %s, and the run reads up to %d"
                .formatted(history.tip() - 1, below, history.tip()));
  }

  @Test
  void fates_scanByANodeThatLags_areUnavailable() {
    core.rpc()
        .always(
            StandInRpc.changed(answer -> {
              if (answer.path("result").isIntegralNumber()) {
                ((ObjectNode) answer).put("result", history.tip() - 1);
              }
              return answer;
            }));
    assertThat(fates())
        .hasMessage(
            "mine: its last block is %d, and the run reads up to %d"
                .formatted(history.tip() - 1, history.tip()));
  }

  @Test
  void doubt_ofATransaction_asksForItAndItsSpendersAnew() {
    OutPoint spent = merged().inputs().getFirst().spent();
    server.fates(Set.of(spent));
    int scans = core.asked("scanblocks").size();
    server.doubt(Set.of(spent.tx()));
    server.fates(Set.of(spent));
    assertThat(core.asked("scanblocks")).hasSize(scans + 1);
    assertThat(
            core.asked("getrawtransaction").stream()
                .filter(asked -> asked.path(0).asString().equals(spent.tx().text())))
        .hasSize(2);
  }

  private SpoorException fates(OutPoint output) {
    return failure(() -> server.fates(Set.of(output)));
  }

  @Test
  void transactions_listOfAnotherBlock_isRefused() {
    changing("tx", result -> result.put("hash", "00".repeat(32)));
    assertMalformed(transaction(), "the answer is of block 00");
  }

  @Test
  void transactions_inABlockOffTheChain_areAbsent() {
    changing("blockhash", result -> result.put("confirmations", 0));
    assertThat(server.transactions(Set.of(merged().id()))).isEmpty();
    assertNothingKept();
  }

  @Test
  void block_withAnotherTransaction_isRefused() {
    Block block = history.chain().block((int) merged().position().height());
    byte[] raw = block.serialize();
    String hex = HexFormat.of().formatHex(RegtestChain.altered(block, raw.length - 1, 1));
    core.rpc().then(StandInRpc::right);
    answering(JSON.valueToTree(hex));
    assertMalformed(block(), "its header commits to other transactions");
  }

  @Test
  void block_thatIsAnotherOne_isRefused() {
    Block other = history.chain().block(1);
    core.rpc().then(StandInRpc::right);
    answering(JSON.valueToTree(HexFormat.of().formatHex(other.serialize())));
    assertMalformed(block(), "the answer is of block " + other.getHashAsString());
  }

  @Test
  void block_atAnotherHeight_isRefused() {
    changing("tx", result -> result.put("height", 1));
    assertMalformed(block(), "is at height 1, expected %d".formatted(merged().position().height()));
  }

  @Test
  void fates_unspentOutputOfAnotherValue_areRefused() {
    changing("scriptPubKey", result -> result.put("value", new BigDecimal("0.1")));
    assertMalformed(fates(), "gettxout");
  }

  @Test
  void fates_scanNamesABlockOfOtherHeights_areRefused() {
    String genesis = history.chain().block(0).getHashAsString();
    changing(
        "relevant_blocks",
        result -> ((ArrayNode) result.path("relevant_blocks")).removeAll().add(genesis));
    assertMalformed(fates(), "of a scan of 1 to ");
  }

  @Test
  void fates_scanOfOtherBlocks_areRefused() {
    changing("relevant_blocks", result -> result.put("to_height", 3));
    assertMalformed(fates(), "the scan is of other blocks than 1 to ");
  }

  @Test
  void fates_scanBrokenOff_areUnavailable() {
    changing("relevant_blocks", result -> result.put("completed", false));
    SpoorException failure = fates();
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageStartingWith("mine: ")
        .hasMessageContaining("the scan of blocks 1 to ");
  }

  @Test
  void fates_scanFindsNoSpender_saysSo() {
    changing("relevant_blocks", result -> ((ArrayNode) result.path("relevant_blocks")).removeAll());
    OutPoint spent = merged().inputs().getFirst().spent();
    assertThat(server.fates(Set.of(spent)))
        .containsEntry(
            spent, new Fate.Gone("it is spent, but no block that its filter names spends it"));
  }

  @Test
  void fates_waitingSpenderWithoutAHash_areRefused() {
    core.rpc()
        .always(
            StandInRpc.changed(answer -> {
              if (answer.path("result") instanceof ArrayNode all) {
                all.forEach(each -> ((ObjectNode) each).put("spendingtxid", 7));
              }
              return answer;
            }));
    assertMalformed(fates(), "spendingtxid: expected a hash, found '7'");
  }

  @Test
  void transactions_cutAnswer_isUnavailable() {
    core.rpc().always(StandInRpc::truncated);
    assertThat(transaction().kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertNothingKept();
  }

  @Test
  void transactions_endlessNesting_isUnavailable() {
    core.rpc().always(StandInRpc.text("{\"id\":1,\"result\":" + "[".repeat(100_000)));
    assertThat(transaction().kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertNothingKept();
  }

  @Test
  void transactions_wrongPassword_isUnavailable() {
    core.rpc().always(StandInRpc.status(401, ""));
    SpoorException failure = transaction();
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessage("mine: getrawtransaction: HTTP 401");
  }

  @Test
  void transactions_ofOtherChains_areNotAskedFor() {
    int before = core.rpc().visits().size();
    TxId other = new TxId(Chain.BITCOIN, "ab".repeat(32));
    assertThat(server.transactions(Set.of(other))).isEmpty();
    assertThat(core.rpc().visits()).hasSize(before);
  }

  /** What is told of a block's prevouts is kept with it, wrong as it may be. */
  @Test
  void block_withValuesThatCannotBe_isRefusedAndAskedForAgain() {
    long height = merged().position().height();
    core.rpc().always(StandInRpc.changed(HostileCoreTest::impoverished));
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      assertMalformed(failure(() -> reader.block(Chain.BITCOIN_REGTEST, height)), "inputs only");
    }
    core.rpc().always(StandInRpc.changed(answer -> answer));
    try (BitcoinReader reader = new BitcoinReader(server, Network.REGTEST)) {
      assertThat(reader.block(Chain.BITCOIN_REGTEST, height).orElseThrow()).contains(merged());
    }
  }

  /** Every output that is spent is worth next to nothing. */
  private static JsonNode impoverished(JsonNode answer) {
    answer
        .findParents("prevout")
        .forEach(
            input -> ((ObjectNode) input.path("prevout")).put("value", new BigDecimal("1e-8")));
    return answer;
  }
}
