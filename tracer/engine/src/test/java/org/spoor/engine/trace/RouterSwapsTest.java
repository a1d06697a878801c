package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.TxId;

/** Swaps whose gain goes to the recipient that a router call names. */
class RouterSwapsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;
  private final Map<TxId, RouterCall> calls = new HashMap<>();

  private void call(String tx, String seller, String recipient) {
    calls.put(eth.id(tx), new RouterCall(eth.at(seller), eth.at(recipient)));
  }

  /** Traced by merged histories and with the ledger at hand: both must agree. */
  private FlowGraph trace(TaintPolicy policy) {
    FlowGraph merged = scene.trace(policy, new RoutedReader(scene.ledger, calls));
    scene.ledger.atHand();
    FlowGraph atHand = scene.trace(policy, new RoutedReader(scene.ledger, calls));
    assertThat(atHand.ends()).isEqualTo(merged.ends());
    assertThat(atHand.edges()).isEqualTo(merged.edges());
    assertThat(atHand.gaps()).isEqualTo(merged.gaps());
    if (policy.conserves()) {
      assertThat(merged.conservation()).allMatch(line -> line.isExact());
    }
    return merged;
  }

  private List<String> ends(TaintPolicy policy) {
    return scene.ends(trace(policy));
  }

  @ParameterizedTest
  @EnumSource(TaintPolicy.class)
  void trace_gainToANamedRecipient_goesOnThere(TaintPolicy policy) {
    scene.theft(0);
    eth.tx("swap").fee("thief", 1).move("thief", "dex", 60).move("dex", "mule", scene.usd, 1000);
    eth.tx("on").move("mule", "a", scene.usd, 400);
    call("swap", "thief", "mule");
    scene.ledger.tellsBalances();

    FlowGraph graph = trace(policy);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "FEE FEE ETH 1",
            "CONVERTED_OUT dex ETH 60",
            "HELD thief ETH 39",
            "HELD mule USD 600",
            "HELD a USD 400");
    assertThat(scene.edges(graph))
        .containsExactly(
            "victim>thief ETH 100/100",
            "thief>FEE ETH 1/1",
            "thief>dex ETH 60/60",
            "thief>mule USD 1000/1000",
            "mule>a USD 400/400");
    assertThat(graph.edges().get(3))
        .isInstanceOfSatisfying(
            FlowEdge.OfConversion.class,
            edge -> {
              assertThat(edge.evidence()).isEqualTo(EvidenceClass.DECODED);
              assertThat(edge.given()).isEqualTo(Amount.of(60));
              assertThat(edge.asserted()).isFalse();
              assertThat(edge.reason()).contains("router call");
            });
  }

  /** Without the call nothing ties the two together. */
  @Test
  void trace_recipientThatNoCallNames_isNotReached() {
    scene.theft(0);
    eth.tx("swap").fee("thief", 1).move("thief", "dex", 60).move("dex", "mule", scene.usd, 1000);

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("FEE FEE ETH 1", "HELD dex ETH 60", "HELD thief ETH 39");
  }

  /** floor(1001 * 33 / 60): all 33 dirty ones leave, whatever the policy, as all of 60 does. */
  @Test
  void trace_partlyDirtySeller_roundsTheRecipientsDirtyGainDown() {
    eth.opens("thief", scene.coin, 27).tx("theft").move("victim", "thief", 33);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "mule", scene.usd, 1001);
    scene.steal(eth.id("theft"));
    call("swap", "thief", "mule");

    Arrays.stream(TaintPolicy.values())
        .filter(TaintPolicy::conserves)
        .forEach(policy ->
            assertThat(ends(policy))
                .as("%s", policy)
                .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 33", "HELD mule USD 550"));
  }

  /** The coin moves before the token in a transaction: the gain stands before what is given. */
  @Test
  void trace_gainOfAFollowedRecipientBeforeTheOutflow_isCountedOnce() {
    eth.opens("mule", scene.coin, 7);
    eth.tx("theft").move("victim", "thief", scene.usd, 1000);
    eth.tx("coin").move("victim", "mule", 10);
    scene.steal(eth.id("theft")).steal(eth.id("coin"));
    eth.tx("swap").move("dex", "mule", 60).move("thief", "dex", scene.usd, 600);
    call("swap", "thief", "mule");
    scene.ledger.tellsBalances();

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex USD 600", "HELD thief USD 400", "HELD mule ETH 70");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  /** What the recipient passes on in the same transaction is no gain. */
  @Test
  void trace_recipientThatPassesAPartOn_gainsTheRest() {
    scene.theft(0);
    eth.tx("usd").move("victim", "mule", scene.usd, 5);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "mule", scene.usd, 1000)
        .move("mule", "a", scene.usd, 300);
    call("swap", "thief", "mule");
    scene.ledger.tellsBalances();

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD mule USD 705");
  }

  /** 10 of the 100 come to the mule dirty by themselves, from b: the sale brings the other 90. */
  @ParameterizedTest
  @EnumSource(
      value = TaintPolicy.class,
      names = {"POISON"},
      mode = EnumSource.Mode.EXCLUDE)
  void trace_recipientsGainDirtyInItsOwnRight_isCountedOnce(TaintPolicy policy) {
    scene.theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 10);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "mule", scene.usd, 50)
        .move("b", "mule", scene.usd, 10)
        .move("dex", "mule", scene.usd, 40);
    eth.tx("on").move("mule", "a", scene.usd, 100);
    call("swap", "thief", "mule");
    scene.ledger.tellsBalances();

    FlowGraph graph = trace(policy);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD a USD 100");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_refundToTheSeller_isNetted() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "mule", scene.usd, 700)
        .move("dex", "thief", 30);
    call("swap", "thief", "mule");

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD mule USD 700");
  }

  @Test
  void trace_recipient_isOneHopFurther() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "mule", scene.usd, 600);
    call("swap", "thief", "mule");
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(ends(TaintPolicy.FIFO)).contains("HOP_LIMIT mule USD 600");
  }

  @Test
  void trace_recipientThatIsACustodian_endsAsService() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "exchange", scene.usd, 600);
    call("swap", "thief", "exchange");
    scene.exchange(eth.at("exchange"));

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "SERVICE exchange USD 600");
  }

  @Test
  void trace_severalAssetsGainedByTheRecipient_areEachDirtyInProportion() {
    scene.theft(100);
    eth.tx("swap")
        .move("thief", "dex", 200)
        .move("dex", "mule", scene.usd, 1001)
        .move("dex", "mule", scene.gold, 7);
    call("swap", "thief", "mule");

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 100", "HELD mule USD 500", "HELD mule GOLD 3");
  }

  /** Somebody else's loss in the same transaction is not what the caller sold. */
  @Test
  void trace_lossOfAnotherThanTheCaller_isNoSale() {
    scene.theft(0);
    eth.tx("swap")
        .move("x", "dex", scene.gold, 5)
        .move("thief", "dex", 60)
        .move("dex", "mule", scene.usd, 600);
    call("swap", "x", "mule");

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_callThatNamesTheSeller_changesNothing() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    call("swap", "thief", "thief");

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
  }

  /** Calls often name the router itself, which then pays the seller. */
  @Test
  void trace_namedRecipientWithoutGain_leavesTheSellersOwnGain() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 60)
        .move("dex", "router", scene.usd, 600)
        .move("router", "thief", scene.usd, 600);
    call("swap", "thief", "router");

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_bothGain_followsTheSellersAndSaysSo() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 60)
        .move("dex", "thief", scene.gold, 6)
        .move("dex", "mule", scene.usd, 600);
    call("swap", "thief", "mule");

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief GOLD 6");
  }

  @Test
  void trace_recipientThatGivesToo_isPlainAndSaid() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 60)
        .move("mule", "dex", scene.gold, 1)
        .move("dex", "mule", scene.usd, 600);
    call("swap", "thief", "mule");

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED thief ?");
  }

  @Test
  void trace_recipientThatGainsNothing_isPlainAndSaid() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60);
    call("swap", "thief", "mule");

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED thief ?");
  }

  @Test
  void trace_assertionOfTheSale_prevails() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "mule", scene.usd, 600);
    call("swap", "thief", "mule");
    scene.swap("swap", "thief", scene.coin, 60, "swap", "mule", scene.usd, 600);

    FlowGraph graph = trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD mule USD 600");
    assertThat(graph.edges().getLast().evidence()).isEqualTo(EvidenceClass.HEURISTIC);
  }

  @Test
  void trace_weakestFact_decodesNothing() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "mule", scene.usd, 600);
    call("swap", "thief", "mule");
    scene.weakest = EvidenceClass.FACT;

    assertThat(ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }
}
