package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.address;
import static org.spoor.ethereum.parse.Answer.assertMalformed;
import static org.spoor.ethereum.parse.Answer.ether;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class TracesTest {

  private static final Rules FRONTIER = new Rules(Amount.ZERO, true, 0, false);
  private static final TxId SEVEN = new TxId(Chain.ETHEREUM, Answer.hash("7"));
  private static final TxId EIGHT = new TxId(Chain.ETHEREUM, Answer.hash("8"));

  @Test
  void parity_callsAndCreations_moveInOrder() {
    assertThat(
            Traces.parity(
                traces(
                    call("7", "", "call", "a1", "b2", 5),
                    call("7", "0", "call", "b2", "c3", 3),
                    create("7", "0,0", "c3", "d4", 2),
                    call("7", "1", "call", "b2", "a1", 1)),
                Rules.NEWEST))
        .containsExactly(
            ether("a1", "b2", 5), ether("b2", "c3", 3), ether("c3", "d4", 2), ether("b2", "a1", 1));
  }

  @Test
  void parity_foreignCodeAndZero_moveNothing() {
    assertThat(
            Traces.parity(
                traces(
                    call("7", "", "call", "a1", "b2", 0),
                    call("7", "0", "delegatecall", "b2", "c3", 3),
                    call("7", "1", "callcode", "b2", "b2", 3),
                    call("7", "2", "staticcall", "b2", "c3", 3)),
                Rules.NEWEST))
        .isEmpty();
  }

  @Test
  void parity_failedCall_takesAllBelowWithIt() {
    assertThat(
            Traces.parity(
                traces(
                    call("7", "", "call", "a1", "b2", 5),
                    failed(call("7", "1", "call", "b2", "c3", 4)),
                    call("7", "1,0", "call", "c3", "d4", 3),
                    call("7", "1,0,0", "call", "d4", "e5", 2),
                    call("7", "10", "call", "b2", "f6", 1)),
                Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 5), ether("b2", "f6", 1));
  }

  @Test
  void parity_failedTransaction_movesNothing() {
    assertThat(
            Traces.parity(
                traces(
                    failed(call("7", "", "call", "a1", "b2", 5)),
                    call("7", "0", "call", "b2", "c3", 4)),
                Rules.NEWEST))
        .isEmpty();
  }

  @Test
  void parity_listedOutOfOrder_isReadInOrderOfCalls() {
    assertThat(
            Traces.parity(
                traces(
                    call("7", "2", "call", "b2", "e5", 1),
                    call("7", "0", "call", "b2", "c3", 3),
                    call("7", "", "call", "a1", "b2", 5)),
                Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 5), ether("b2", "c3", 3), ether("b2", "e5", 1));
  }

  @Test
  void parity_selfDestruct_paysItsHeir() {
    assertThat(
            Traces.parity(
                traces(call("7", "", "call", "a1", "b2", 0), destroyed("7", "0", "b2", "c3", 9)),
                Rules.NEWEST))
        .containsExactly(ether("b2", "c3", 9));
  }

  @Test
  void parity_selfDestructToItself_burnsBeforeCancunOrWhenJustCreated() {
    JsonNode old = traces(call("7", "", "call", "a1", "b2", 0), destroyed("7", "0", "b2", "b2", 9));
    JsonNode fresh = traces(create("7", "", "a1", "b2", 9), destroyed("7", "0", "b2", "b2", 9));

    assertThat(Traces.parity(old, Rules.NEWEST)).isEmpty();
    assertThat(Traces.parity(old, Rules.NEWEST)).isEmpty();
    assertThat(Traces.parity(old, FRONTIER)).containsExactly(ether(address("b2"), Outside.BURN, 9));
    assertThat(Traces.parity(fresh, Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 9), ether(address("b2"), Outside.BURN, 9));
  }

  @Test
  void parity_selfDestructOfAnother_isOfTheContractAtWork() {
    JsonNode wrong =
        traces(call("7", "", "call", "a1", "b2", 7), destroyed("7", "0", "a1", "b2", 7));
    JsonNode delegated =
        traces(
            call("7", "", "call", "a1", "b2", 7),
            call("7", "0", "delegatecall", "b2", "c3", 7),
            destroyed("7", "0,0", "b2", "d4", 7));

    assertThat(Traces.parity(wrong, Rules.NEWEST)).containsExactly(ether("a1", "b2", 7));
    assertThat(Traces.parity(delegated, Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 7), ether("b2", "d4", 7));
  }

  @Test
  void callTracer_selfDestructOfAnother_isOfTheContractAtWork() {
    assertThat(
            Traces.callTracer(
                Answer.of(
                    """
                    {'type':'CALL','from':'@a1','to':'@b2','value':'0x7','calls':[
                      {'type':'SELFDESTRUCT','from':'@a1','to':'@b2','value':'0x7'}]}
                    """),
                Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 7));
    assertThat(
            Traces.callTracer(
                Answer.of(
                    """
                    {'type':'CALL','from':'@a1','to':'@b2','value':'0x7','calls':[
                      {'type':'DELEGATECALL','from':'@b2','to':'@c3','value':'0x7','calls':[
                        {'type':'SELFDESTRUCT','from':'@b2','to':'@d4','value':'0x7'}]}]}
                    """),
                Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 7), ether("b2", "d4", 7));
  }

  @Test
  void parity_wholeBlock_endsWithRewards() {
    JsonNode block = traces(reward("a1", 5), call("7", "", "call", "a1", "b2", 3));

    assertThat(Traces.parity(block, Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 3), ether(Outside.ISSUANCE, address("a1"), 5));
  }

  @Test
  void parityByTransaction_wholeBlock_keepsTransactionsApart() {
    assertThat(
            Traces.parityByTransaction(
                traces(
                    call("7", "", "call", "a1", "b2", 3),
                    failed(call("8", "", "call", "a1", "c3", 4)),
                    reward("a1", 5)),
                Rules.NEWEST))
        .containsOnlyKeys(SEVEN, EIGHT)
        .containsEntry(SEVEN, List.of(ether("a1", "b2", 3)))
        .containsEntry(EIGHT, List.of());
  }

  @Test
  void parityByTransaction_callWithoutThoseAbove_leavesTheTransactionOut() {
    JsonNode matching =
        traces(
            call("7", "0,1", "call", "a1", "b2", 3),
            call("8", "", "call", "a1", "b2", 3),
            call("8", "0", "call", "b2", "a1", 3));

    assertThat(Traces.parityByTransaction(matching, Rules.NEWEST)).containsOnlyKeys(EIGHT);
    assertThat(Traces.transactions(matching)).containsExactlyInAnyOrder(SEVEN, EIGHT);
  }

  @Test
  void parity_callWithoutThoseAbove_isRefused() {
    assertMalformed(
        () -> Traces.parity(traces(call("7", "0,1", "call", "a1", "b2", 3)), Rules.NEWEST),
        "traces of " + SEVEN + " have a call at [0, 1] without the one above it");
  }

  @Test
  void parity_unknownKinds_areRefused() {
    assertMalformed(
        () -> Traces.parity(traces(call("7", "", "gift", "a1", "b2", 3)), Rules.NEWEST),
        "traces[0].action.callType is 'gift', expected call, callcode, delegatecall or staticcall");
    assertMalformed(
        () ->
            Traces.parity(
                Answer.of("[{'type':'gift','traceAddress':[],'transactionHash':'#7','action':{}}]"),
                Rules.NEWEST),
        "traces[0].type is 'gift', expected call, create, suicide or reward");
    assertMalformed(
        () -> Traces.parity(Answer.of("{}"), Rules.NEWEST), "traces is an object, expected a list");
  }

  @Test
  void parity_deeperThanTheChainAllows_isRefused() {
    String place = "0,".repeat(TracePlace.LIMIT) + "0";
    assertMalformed(
        () -> Traces.parity(traces(call("7", place, "call", "a1", "b2", 3)), Rules.NEWEST),
        "traces[0].traceAddress is a list of 1101, expected at most 1100 calls above one another");
  }

  @Test
  void callTracer_calls_moveInOrderOfNesting() {
    assertThat(
            Traces.callTracer(
                Answer.of(
                    """
                    {'type':'CALL','from':'@a1','to':'@b2','value':'0x5','calls':[
                      {'type':'CALL','from':'@b2','to':'@c3','value':'0x3','calls':[
                        {'type':'CREATE2','from':'@c3','to':'@d4','value':'0x2'},
                        {'type':'STATICCALL','from':'@c3','to':'@d4'},
                        {'type':'DELEGATECALL','from':'@c3','to':'@d4','value':'0x3'},
                        {'type':'CALLCODE','from':'@c3','to':'@d4','value':'0x3'}]},
                      {'type':'SELFDESTRUCT','from':'@b2','to':'@a1','value':'0x1'}]}
                    """),
                Rules.NEWEST))
        .containsExactly(
            ether("a1", "b2", 5), ether("b2", "c3", 3), ether("c3", "d4", 2), ether("b2", "a1", 1));
  }

  @Test
  void callTracer_failedCall_takesAllBelowWithIt() {
    assertThat(
            Traces.callTracer(
                Answer.of(
                    """
                    {'type':'CALL','from':'@a1','to':'@b2','value':'0x5','calls':[
                      {'type':'CALL','from':'@b2','to':'@c3','value':'0x3','error':'execution reverted',
                       'calls':[{'type':'CALL','from':'@c3','to':'@d4','value':'0x2','calls':[
                         {'type':'CREATE','from':'@d4','to':'@e5','value':'0x1'}]}]},
                      {'type':'CREATE','from':'@b2','value':'0x1','error':'out of gas'},
                      {'type':'CALL','from':'@b2','to':'@f6','value':'0x1'}]}
                    """),
                Rules.NEWEST))
        .containsExactly(ether("a1", "b2", 5), ether("b2", "f6", 1));
  }

  @Test
  void callTracer_failedTransaction_movesNothing() {
    assertThat(
            Traces.callTracer(
                Answer.of(
                    "{'type':'CALL','from':'@a1','to':'@b2','value':'0x5','error':'out of gas',"
                        + "'calls':[{'type':'CALL','from':'@b2','to':'@c3','value':'0x3'}]}"),
                Rules.NEWEST))
        .isEmpty();
  }

  @Test
  void callTracer_selfDestructToItself_burnsBeforeCancun() {
    JsonNode result = Answer.of("{'type':'SELFDESTRUCT','from':'@b2','to':'@b2','value':'0x5'}");

    assertThat(Traces.callTracer(result, Rules.NEWEST)).isEmpty();
    assertThat(Traces.callTracer(result, FRONTIER))
        .containsExactly(ether(address("b2"), Outside.BURN, 5));
  }

  @Test
  void callTracer_deepestThatTheChainAllows_isRead() {
    assertThat(Traces.callTracer(nested(1_024), Rules.NEWEST)).hasSize(1_025);
  }

  /** As Anvil 1.7.1 answers by the rules of Cancun. */
  @Test
  void callTracer_ownHeirThatKeepsAll_movesNothing() {
    String nobody = "'0x" + "0".repeat(40) + "'";
    JsonNode result =
        Answer.of(
            "{'type':'CALL','from':'@a1','to':'@b2','value':'0x0','calls':[{'from':%s,'gas':'0x0','input':'0x','type':'SELFDESTRUCT'}]}"
                .formatted(nobody));

    assertThat(Traces.callTracer(result, Rules.NEWEST)).isEmpty();
  }

  @Test
  void callTracer_endlesslyDeep_isRefused() {
    assertMalformed(
        () -> Traces.callTracer(nested(50_000), Rules.NEWEST),
        "call at depth 1101 is an object, expected at most 1100 calls above one another");
  }

  private static JsonNode nested(int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ObjectNode call = payment(nodes);
    for (int i = 0; i < depth; i++) {
      ObjectNode outer = payment(nodes);
      outer.set("calls", nodes.arrayNode().add(call));
      call = outer;
    }
    return call;
  }

  private static ObjectNode payment(JsonNodeFactory nodes) {
    return nodes
        .objectNode()
        .put("type", "CALL")
        .put("from", address("a1").text())
        .put("to", address("b2").text())
        .put("value", "0x1");
  }

  private static JsonNode traces(String... traces) {
    return Answer.of("[" + String.join(",", traces) + "]");
  }

  private static String call(
      String tx, String place, String type, String from, String to, int wei) {
    return "{'type':'call','transactionHash':'#%s','traceAddress':[%s],'result':{},"
            .formatted(tx, place)
        + "'action':{'callType':'%s','from':'@%s','to':'@%s','value':'0x%x'}}"
            .formatted(type, from, to, wei);
  }

  private static String create(String tx, String place, String from, String to, int wei) {
    return "{'type':'create','transactionHash':'#%s','traceAddress':[%s],'result':{'address':'@%s'},"
            .formatted(tx, place, to)
        + "'action':{'from':'@%s','value':'0x%x'}}".formatted(from, wei);
  }

  private static String destroyed(String tx, String place, String from, String to, int wei) {
    return "{'type':'suicide','transactionHash':'#%s','traceAddress':[%s],'result':null,"
            .formatted(tx, place)
        + "'action':{'address':'@%s','refundAddress':'@%s','balance':'0x%x'}}"
            .formatted(from, to, wei);
  }

  private static String reward(String author, int wei) {
    return "{'type':'reward','transactionHash':null,'traceAddress':[],'result':null,"
        + "'action':{'author':'@%s','rewardType':'block','value':'0x%x'}}".formatted(author, wei);
  }

  private static String failed(String trace) {
    return trace.replace("'result':{}", "'error':'Reverted'");
  }
}
