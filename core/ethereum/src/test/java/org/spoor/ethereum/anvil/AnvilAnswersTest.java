package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spoor.ethereum.anvil.Cast.account;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** What this version of Anvil answers: where readers must not take its word, and where they can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnvilAnswersTest {

  private static final Address UNDONE = account("undone 0");
  private static final Address HEIR = account("heir of the mayfly");

  @AutoClose private Anvil anvil;
  private TheftOnAnvil theft;
  private TxId wavering;

  @BeforeAll
  void play() {
    anvil = Anvil.start();
    theft = TheftOnAnvil.playedOn(anvil);
    wavering = lastOf(account("wavered"));
  }

  @Test
  void traceTransaction_childOfARevertedCall_hasNoErrorOfItsOwn() {
    List<JsonNode> traces = list(anvil.rpc("trace_transaction", wavering.text()));

    assertThat(traces.get(1).get("error").asString()).isEqualTo("Reverted");
    assertThat(traces.get(2).at("/action/to").asString()).isEqualTo(UNDONE.text());
    assertThat(traces.get(2).at("/action/value").asString()).isNotEqualTo("0x0");
    assertThat(traces.get(2).has("error")).isFalse();
  }

  @Test
  void callTracer_childOfARevertedCall_hasNoErrorOfItsOwn() {
    JsonNode undoer = callTracer(wavering).at("/calls/0");

    assertThat(undoer.get("error").asString()).isEqualTo("execution reverted");
    assertThat(undoer.at("/calls/0/to").asString()).isEqualTo(UNDONE.text());
    assertThat(undoer.get("calls").get(0).has("error")).isFalse();
  }

  @Test
  void callTracer_delegatecall_showsAValueThatDoesNotMove() {
    JsonNode delegated = callTracer(lastOf(account("delegate"))).at("/calls/0");
    assertThat(delegated.get("type").asString()).isEqualTo("DELEGATECALL");
    assertThat(delegated.get("value").asString()).isEqualTo("0x53444835ec580000");
  }

  @Test
  void otsInternalOperations_listTheTopCallAndWhatWasUndone() {
    List<JsonNode> operations = list(anvil.rpc("ots_getInternalOperations", wavering.text()));

    assertThat(operations.getFirst().get("from").asString()).isEqualTo(Cast.THIEF.text());
    assertThat(operations).anyMatch(o -> o.get("to").asString().equals(UNDONE.text()));
  }

  @Test
  void otsInternalOperations_failedTransaction_listItsValue() {
    TxId failed =
        theft.history(Cast.THIEF).stream()
            .map(t -> t.tx())
            .filter(tx -> anvil.receipt(tx).get("status").asString().equals("0x0"))
            .findFirst()
            .orElseThrow();
    assertThat(list(anvil.rpc("ots_getInternalOperations", failed.text())))
        .singleElement()
        .matches(o -> o.get("value").asString().equals("0xde0b6b3a7640000"));
  }

  @Test
  void otsSearch_findsWhoIsPaidByACallOrUndone() {
    for (Address address : List.of(account("part 0"), UNDONE, Cast.VAULT)) {
      assertThat(searched(address)).isNotEmpty();
    }
  }

  @Test
  void otsSearch_overlooksHeirsOfSelfdestructsAndHoldersOfTokens() {
    for (Address address : List.of(HEIR, account("holder of wrapped ether"))) {
      assertThat(theft.history(address)).hasSize(1);
      assertThat(searched(address)).isEmpty();
    }
  }

  @Test
  void otsSearch_pageOfOne_isAWholeBlock() {
    JsonNode page = anvil.rpc("ots_searchTransactionsAfter", Cast.PEELS.get(1).text(), 0, 1);
    assertThat(page.get("txs")).hasSize(1);
    long hop = Anvil.number(page.at("/txs/0/blockNumber")).longValueExact();
    page = anvil.rpc("ots_searchTransactionsAfter", Cast.PEELS.get(1).text(), hop, 1);
    assertThat(page.get("txs")).hasSize(2);
  }

  @Test
  void traceFilter_findsHeirsAndTheCreated() {
    assertThat(list(filter(Map.of("toAddress", List.of(HEIR.text())))))
        .singleElement()
        .matches(t -> t.get("type").asString().equals("suicide"));
    assertThat(list(filter(Map.of("toAddress", List.of(Cast.VAULT.text()))))).hasSize(2);
  }

  @Test
  void traceFilter_fromAndTo_isTheUnionOfBoth() {
    int from = filter(Map.of("fromAddress", List.of(Cast.VICTIM.text()))).size();
    int to = filter(Map.of("toAddress", List.of(HEIR.text()))).size();
    Map<String, Object> both =
        Map.of("fromAddress", List.of(Cast.VICTIM.text()), "toAddress", List.of(HEIR.text()));

    assertThat(filter(both).size()).isEqualTo(from + to);
  }

  @Test
  void traceFilter_afterAndCount_arePages() {
    Map<String, Object> all = Map.of("fromAddress", List.of(Cast.THIEF.text()));
    Map<String, Object> page = new LinkedHashMap<>(all);
    page.put("after", 2);
    page.put("count", 3);

    assertThat(list(filter(page))).isEqualTo(list(filter(all)).subList(2, 5));
  }

  @Test
  void traceFilter_moreThan300Blocks_isRefused() {
    assertThatThrownBy(
            () -> anvil.rpc("trace_filter", Map.of("fromBlock", "0x0", "toBlock", "0x12d")))
        .hasMessageContaining("-32602")
        .hasMessageContaining("block range too large, currently limited to 300");
  }

  @Test
  void unknownTransaction_isAnsweredInManyWays() {
    String nobody = "0x" + "12".repeat(32);
    assertThat(anvil.rpc("eth_getTransactionReceipt", nobody).isNull()).isTrue();
    assertThat(anvil.rpc("trace_transaction", nobody)).isEmpty();
    assertThat(callTracer(new TxId(Cast.THIEF.chain(), nobody)).has("structLogs")).isTrue();
    assertThatThrownBy(() -> anvil.rpc("ots_getInternalOperations", nobody))
        .hasMessageContaining("-32603");
  }

  @Test
  void blockReceipts_areTheReceiptsOfTheBlock() {
    JsonNode receipt = anvil.receipt(wavering);
    assertThat(list(anvil.rpc("eth_getBlockReceipts", receipt.get("blockNumber").asString())))
        .hasSize(2)
        .contains(receipt);
  }

  @Test
  void otsApiLevel_isEight() {
    assertThat(anvil.rpc("ots_getApiLevel").asInt()).isEqualTo(8);
  }

  private TxId lastOf(Address address) {
    return theft.history(address).getLast().tx();
  }

  private JsonNode callTracer(TxId tx) {
    return anvil.rpc("debug_traceTransaction", tx.text(), Map.of("tracer", "callTracer"));
  }

  private JsonNode searched(Address address) {
    return anvil.rpc("ots_searchTransactionsAfter", address.text(), 0, 25).get("txs");
  }

  private JsonNode filter(Map<String, Object> wanted) {
    Map<String, Object> filter = new LinkedHashMap<>(wanted);
    filter.put("fromBlock", "0x0");
    filter.put("toBlock", Anvil.hex(BigInteger.valueOf(anvil.height())));
    return anvil.rpc("trace_filter", filter);
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
