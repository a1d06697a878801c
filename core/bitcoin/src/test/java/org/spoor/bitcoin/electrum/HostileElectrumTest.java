package org.spoor.bitcoin.electrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.kit.StandInLines;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.OutPoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An Electrum server that lies: each lie is an error or is told as unknown, and none is kept. */
final class HostileElectrumTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NEWS =
      "{\"jsonrpc\":\"2.0\",\"method\":\"blockchain.headers.subscribe\",\"params\":[{}]}\n";

  private final ServedHistory history = ServedHistory.theft();
  private final StandInElectrum electrum =
      StandInElectrum.telling(history.chain().blocks(), history.waiting());
  private final UtxoTransaction merged =
      history.counting().stream().filter(t -> t.inputs().size() == 3).findFirst().orElseThrow();
  private final OutPoint spent = merged.inputs().getFirst().spent();
  private final Transaction raw = raw(spent);
  private final String script = StandInElectrum.scriptHash(raw.getOutput(spent.index()));
  private ElectrumUnderTest run;
  private Server server;
  private long before;
  @TempDir private Path folder;

  @BeforeEach
  void open() {
    run = new ElectrumUnderTest(folder);
    server = run.server(electrum.url());
    before = run.store().size().entries();
  }

  @AfterEach
  void close() {
    electrum.close();
    run.close();
  }

  private Transaction raw(OutPoint output) {
    return history.chain().blocks().stream()
        .flatMap(block -> List.copyOf(block.getTransactions()).stream())
        .filter(t -> ServedHistory.id(t).equals(output.tx()))
        .findFirst()
        .orElseThrow();
  }

  private SpoorException transaction() {
    return failure(() -> server.transactions(Set.of(merged.id())));
  }

  private SpoorException fate() {
    return failure(() -> server.fates(Set.of(spent)));
  }

  private static SpoorException failure(Runnable asking) {
    return catchThrowableOfType(SpoorException.class, asking::run);
  }

  private static void assertMalformed(SpoorException failure, String question, String what) {
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    assertThat(failure)
        .hasMessageStartingWith("mine: ")
        .hasMessageContaining(question)
        .hasMessageContaining(what);
  }

  @Test
  void transaction_bytesOfAnother_areRefused() {
    String other = HexFormat.of().formatHex(history.chain().coinbase(1).serialize());
    electrum.lie("get " + merged.id().text(), right -> JSON.valueToTree(other));
    assertMalformed(
        transaction(),
        "blockchain.transaction.get [\"" + merged.id(),
        "its bytes are those of " + history.chain().coinbase(1).getTxId());
    assertNothingKept();
  }

  @ParameterizedTest
  @CsvSource({
    "xyz, no hexadecimal bytes",
    "00, its bytes are no transaction",
    "'', no transaction"
  })
  void transaction_noBytes_isRefused(String told, String expected) {
    electrum.lie("get " + merged.id().text(), right -> JSON.valueToTree(told));
    assertMalformed(transaction(), "blockchain.transaction.get", expected);
    assertNothingKept();
  }

  private void assertNothingKept() {
    assertThat(run.store().size().entries()).isEqualTo(before);
  }

  private SpoorException provenOf(String field, Object value) {
    electrum.lie(
        "get_merkle " + merged.id().text(),
        right -> ((ObjectNode) right.deepCopy()).set(field, JSON.valueToTree(value)));
    return transaction();
  }

  @Test
  void proof_thatLeadsElsewhere_isRefused() {
    assertMalformed(
        provenOf("merkle", List.of("ab".repeat(32))),
        "blockchain.transaction.get_merkle [\"" + merged.id(),
        "the merkle proof does not lead to block ");
  }

  @Test
  void proof_ofAnotherPlace_isRefused() {
    assertMalformed(provenOf("pos", 0), "get_merkle", "the merkle proof does not lead to block ");
  }

  @Test
  void proof_ofNegativePlace_isRefused() {
    assertMalformed(provenOf("pos", -1), "get_merkle", "expected a position, got '-1'");
  }

  @Test
  void proof_withoutHashes_isRefused() {
    assertMalformed(provenOf("merkle", 7), "get_merkle", "expected a merkle proof");
  }

  @Test
  void header_ofAnotherBlock_provesNothing() {
    String other = HexFormat.of().formatHex(history.chain().block(1).serialize(), 0, 80);
    electrum.lie("header " + merged.position().height(), right -> JSON.valueToTree(other));
    assertMalformed(transaction(), "get_merkle", "the merkle proof does not lead to block ");
  }

  @ParameterizedTest
  @CsvSource({"-2, expected a height", "1.5, expected a height", "99999999999, expected a height"})
  void history_impossibleHeights_isRefused(double height, String expected) {
    Object told = height == Math.rint(height) ? (Object) (long) height : (Object) height;
    electrum.lie("get_history " + script, StandInElectrum.each("height", told));
    assertMalformed(fate(), "blockchain.scripthash.get_history [\"" + script, expected);
  }

  @Test
  void history_noHashes_isRefused() {
    electrum.lie("get_history " + script, StandInElectrum.each("tx_hash", "no"));
    assertMalformed(fate(), "get_history", "expected a hash, got 'no'");
  }

  /** One that cannot be read may be the spender. */
  @Test
  void history_namesWhatIsNotThere_isNotTakenForUnspent() {
    electrum.refuse("listunspent", "response too large");
    electrum.refuse("get " + merged.id().text(), "No such mempool or blockchain transaction");
    assertThat(server.fates(Set.of(spent)))
        .containsValue(
            new Fate.Unknown(
                "the history of its script names transaction %s, which the server does not have"
                    .formatted(merged.id())));
  }

  @Test
  void history_namesWhatIsNotThereAndTheOutputIsSpent_saysThatItIs() {
    electrum.refuse("get " + merged.id().text(), "No such mempool or blockchain transaction");
    assertThat(server.fates(Set.of(spent)))
        .containsValue(
            new Fate.Gone(
                "the history of its script names transaction %s, which the server does not have"
                    .formatted(merged.id())));
  }

  @Test
  void history_ofAnotherHeight_isRefused() {
    electrum.lie(
        "get_history " + script,
        right -> {
          JsonNode told = right.deepCopy();
          told.forEach(entry -> {
            if (entry.path("tx_hash").asString().equals(merged.id().text())) {
              ((ObjectNode) entry).put("height", history.tip());
            }
          });
          return told;
        });
    SpoorException failure = fate();
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageStartingWith("mine: blockchain.transaction.get_merkle [\"" + merged.id())
        .hasMessageContaining("not in block at height " + history.tip());
  }

  /** A transaction that has nothing to do with the script, in the place of the spender. */
  @Test
  void history_namesAStranger_isNotBelieved() {
    String stranger = history.chain().coinbase(3).getTxId().toString();
    electrum.lie(
        "get_history " + script,
        right -> {
          JsonNode told = right.deepCopy();
          told.forEach(entry -> {
            if (entry.path("tx_hash").asString().equals(merged.id().text())) {
              ((ObjectNode) entry).put("tx_hash", stranger);
            }
          });
          return told;
        });
    assertThat(server.fates(Set.of(spent)))
        .containsValue(
            new Fate.Gone(
                "it is spent, but no transaction in the history of its script spends it"));
  }

  /** What nobody has signed may be made up: in no block it is only pending. */
  @Test
  void history_namesAMadeUpSpender_isNoPartOfTheStatement() {
    Transaction made = new Payment().from(raw, spent.index()).to("liar", 1).transaction();
    String id = made.getTxId().toString();
    electrum.lie(
        "get_history " + script,
        right -> {
          ArrayNode told = JSON.createArrayNode();
          right.forEach(entry -> {
            if (!entry.path("tx_hash").asString().equals(merged.id().text())) {
              told.add(entry);
            }
          });
          told.addObject().put("tx_hash", id).put("height", history.tip());
          return told;
        });
    electrum
        .lines()
        .always((peer, call, right) -> {
          boolean isMade = call.path("params").path(0).asString("").equals(id);
          boolean isBytes = call.path("method").asString().endsWith(".get");
          peer.line(
              isMade && isBytes
                  ? bare(call).put("result", HexFormat.of().formatHex(made.serialize()))
                  : right);
        });
    SpoorException failure = fate();
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessageContaining("get_merkle [\"" + id);
  }

  private static ObjectNode bare(JsonNode call) {
    ObjectNode reply = JSON.createObjectNode().put("jsonrpc", "2.0");
    reply.set("id", call.path("id"));
    return reply;
  }

  @Test
  void unspent_negativeOutput_isRefused() {
    String held = StandInElectrum.scriptHash(history.chain().coinbase(3).getOutput(0));
    electrum.lie("listunspent " + held, StandInElectrum.each("tx_pos", -1));
    OutPoint output = new OutPoint(ServedHistory.id(history.chain().coinbase(3)), 0);
    assertMalformed(
        failure(() -> server.fates(Set.of(output))), "listunspent", "expected an output, got '-1'");
  }

  @Test
  void block_withAnIdInAnotherPlace_isRefused() {
    electrum
        .lines()
        .always((peer, call, right) -> {
          boolean isId = call.path("method").asString().endsWith("id_from_pos");
          if (isId && right.has("result") && call.path("params").path(1).intValue() == 1) {
            ((ObjectNode) right.path("result")).put("tx_hash", "ab".repeat(32));
          }
          peer.line(right);
        });
    assertMalformed(
        failure(() -> server.block(merged.position().height())),
        "id_from_pos",
        "the merkle proof does not lead to block ");
  }

  /** A block that ends too early commits to other transactions. */
  @Test
  void block_withItsLastTransactionsHidden_isRefused() {
    electrum
        .lines()
        .always((peer, call, right) -> {
          boolean isId = call.path("method").asString().endsWith("id_from_pos");
          if (isId && call.path("params").path(1).intValue() > 0) {
            ObjectNode refused = bare(call);
            refused.putObject("error").put("code", 1).put("message", "no tx");
            peer.line(refused);
          } else {
            peer.line(right);
          }
        });
    SpoorException failure = failure(() -> server.block(merged.position().height()));
    assertMalformed(failure, "mine: block ", "its header commits to other transactions");
  }

  @Test
  void anything_endlessLine_isUnavailable() {
    electrum
        .lines()
        .always((peer, call, right) -> {
          String some = "9".repeat(1 << 20);
          for (int i = 0; i < 100; i++) {
            peer.send(some);
          }
        });
    SpoorException failure = transaction();
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageStartingWith("mine: blockchain.transaction.get")
        .hasMessageContaining("a line of more than the 33554432 bytes that are taken");
    assertNothingKept();
  }

  @Test
  void anything_newsAllTheTime_isOverheard() {
    electrum
        .lines()
        .always((peer, call, right) -> {
          peer.send(NEWS.repeat(50));
          peer.line(right);
          peer.send(NEWS);
        });
    assertThat(server.fates(Set.copyOf(history.outputs())))
        .isEqualTo(history.outputs().stream().collect(Collectors.toMap(o -> o, history::fate)));
  }

  @Test
  void anything_connectionDroppedAgainAndAgain_isAnsweredInTheEnd() {
    StandInLines.Trick drop =
        (peer, call, right) -> {
          peer.send("{\"jsonrpc\":");
          peer.hangUp();
        };
    IntStream.range(0, 3)
        .forEach(i -> electrum.lines().then(StandInLines::right, StandInLines::right, drop));
    assertThat(server.fates(Set.copyOf(history.outputs())))
        .isEqualTo(history.outputs().stream().collect(Collectors.toMap(o -> o, history::fate)));
  }

  @Test
  void probe_anotherNetwork_isUnavailable() {
    String genesis = HexFormat.of().formatHex(history.chain().block(1).serialize(), 0, 80);
    electrum
        .lines()
        .always((peer, call, right) -> {
          boolean isHeader = call.path("method").asString().endsWith(".header");
          peer.line(isHeader ? ((ObjectNode) right).put("result", genesis) : right);
        });
    SpoorException failure = failure(() -> run.way(electrum.url(), Optional.empty()).probe());
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessage(
            "mine: its first block is %s, not that of bitcoin-regtest"
                .formatted(history.chain().block(1).getHashAsString()));
  }

  @ParameterizedTest
  @CsvSource({"1.2", "2.0", "1.4x", "''"})
  void probe_anotherVersion_isUnavailable(String version) {
    electrum.lie("version spoor", right -> JSON.valueToTree(List.of("Old 1.0", version)));
    SpoorException failure = failure(() -> run.way(electrum.url(), Optional.empty()).probe());
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageContaining(
            "server.version: expected a version of the protocol from 1.4 to 1.6, got '%s'"
                .formatted(version));
  }
}
