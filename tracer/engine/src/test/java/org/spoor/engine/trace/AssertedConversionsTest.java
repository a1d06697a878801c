package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;

/** Conversions that an incident states, within one chain. */
class AssertedConversionsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  @Test
  void trace_weakestDecoded_leavesStatedHeuristicsOut() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 60);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.usd, 600);
    scene.weakest = EvidenceClass.DECODED;

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_statedSwapWithoutItsGainInTheData_gainsAsStated() {
    scene.theft(20);
    eth.tx("sell").move("thief", "dex", 60);
    eth.tx("on").move("thief", "a", scene.usd, 500);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 40", "HELD thief ETH 60", "HELD a USD 400");
    assertThat(graph.edges())
        .filteredOn(edge -> edge instanceof FlowEdge.OfConversion)
        .singleElement()
        .satisfies(edge -> assertThat(edge.evidence()).isEqualTo(EvidenceClass.HEURISTIC))
        .satisfies(edge -> assertThat(edge.amount()).isEqualTo(Amount.of(600)));
  }

  @Test
  void trace_statedSwapWithItsGainInTheData_countsItOnce() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 650);
    eth.tx("on").move("thief", "a", scene.usd, 650);
    scene.swap("swap", "thief", scene.coin, 60, "swap", "thief", scene.usd, 650);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.gaps(graph)).isEmpty();
    assertThat(scene.edges(graph)).contains("thief>a USD 650/650");
    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD a USD 650");
  }

  @Test
  void trace_statedRecipient_gainsInsteadOfTheSeller() {
    scene.theft(0);
    eth.tx("sell").move("thief", "router", 60).move("dex", "a", scene.usd, 600);
    eth.tx("on").move("a", "b", scene.usd, 600);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "a", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b USD 600");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_statedRecipientHops_areOneMoreThanTheSellers() {
    scene.theft(0);
    eth.tx("sell").move("thief", "router", 60).move("dex", "a", scene.usd, 600);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "a", scene.usd, 600);
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HOP_LIMIT a USD 600");
  }

  @Test
  void trace_statedLossAboveTheOutflow_isWhatTheLedgerShows() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 80);
    scene.swap("sell", "thief", scene.coin, 160, "sell", "thief", scene.usd, 800);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("CONVERTED_OUT dex ETH 80", "HELD thief USD 800");
    assertThat(graph.flagged())
        .singleElement()
        .satisfies(flag -> assertThat(flag.place()).isEqualTo(eth.at("thief")))
        .satisfies(flag ->
            assertThat(flag.reason()).contains("160 base units stated as given, 80 on the ledger"));
  }

  /** What moves at once is sold as a whole. */
  @Test
  void trace_statedLossBelowTheOutflow_isWhatTheLedgerShows() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 60);
    scene.swap("sell", "thief", scene.coin, 50, "sell", "thief", scene.usd, 500);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 500");
    assertThat(graph.flagged()).hasSize(1);
  }

  /** Which of several outflows is the sale is not known: the rest moves on as a plain transfer. */
  @Test
  void trace_statedLossBelowSeveralOutflows_leavesTheRestAPlainTransfer() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 50).move("thief", "a", 10);
    scene.swap("sell", "thief", scene.coin, 50, "sell", "thief", scene.usd, 500);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 50", "HELD a ETH 10", "HELD thief ETH 40", "HELD thief USD 500");
    assertThat(graph.flagged()).hasSize(1);
  }

  @Test
  void trace_twoStatedSwapsInOneTransaction_shareItsOutflow() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 30).move("thief", "dex", 60);
    scene.swap("sell", "thief", scene.coin, 30, "sell", "thief", scene.usd, 300);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.gold, 6);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 90",
            "HELD thief ETH 10",
            "HELD thief USD 300",
            "HELD thief GOLD 6");
    assertThat(graph.flagged()).isEmpty();
  }

  @Test
  void trace_statedGainAboveTheInflow_isWhatTheLedgerShows() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "a", scene.usd, 550);
    scene.swap("swap", "thief", scene.coin, 60, "swap", "a", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("HELD a USD 550");
    assertThat(graph.flagged())
        .singleElement()
        .satisfies(flag -> assertThat(flag.place()).isEqualTo(eth.at("a")))
        .satisfies(flag ->
            assertThat(flag.reason())
                .contains("600 base units stated as gained, 550 on the ledger"));
  }

  /** Without positions of their own the events of a transaction may stand apart. */
  @Test
  void trace_statedSwapWhoseEventsStandApart_gainsAfterTheLast() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 30);
    eth.beside("between").move("x", "y", 1);
    eth.beside("swap").move("thief", "dex", 30);
    scene.swap("swap", "thief", scene.coin, 60, "swap", "thief", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_statedGainBeforeAllIsGiven_isADataGapForTheRest() {
    scene.theft(0);
    eth.tx("sell").move("thief", "dex", 30);
    eth.beside("gain").move("router", "a", scene.usd, 600);
    eth.beside("sell").move("thief", "dex", 30);
    scene.swap("sell", "thief", scene.coin, 60, "gain", "a", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("HELD a USD 300", "DATA_GAP a USD 300");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED UNKNOWN ?");
  }

  @Test
  void trace_statedSwapOutOfTheData_isAGap() {
    scene.theft(0);
    scene.swap("unseen", "thief", scene.coin, 60, "unseen", "thief", scene.usd, 600);

    assertThat(scene.gaps(scene.exact(TaintPolicy.FIFO)))
        .containsExactly("TRANSACTION_MISSING thief ?");
  }

  @Test
  void trace_statedSwapThatTheTransactionDoesNotShow_isAGap() {
    scene.theft(0);
    eth.tx("other").move("thief", "dex", scene.gold, 60);
    scene.swap("other", "thief", scene.coin, 60, "other", "thief", scene.usd, 600);

    assertThat(scene.gaps(scene.exact(TaintPolicy.FIFO))).containsExactly("NOT_DECODED thief ?");
  }

  @Test
  void trace_statedSwapOfSomebodyNeverReached_isNoGap() {
    scene.theft(0);
    eth.tx("sell").move("x", "dex", 60);
    scene.swap("sell", "x", scene.coin, 60, "sell", "x", scene.usd, 600);

    assertThat(scene.gaps(scene.exact(TaintPolicy.FIFO))).isEmpty();
  }
}
