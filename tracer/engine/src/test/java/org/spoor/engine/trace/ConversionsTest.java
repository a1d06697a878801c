package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;

/** Crossing from one asset to another, and from one chain to another. */
class ConversionsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  /** The thief gets 100 dirty beside what he had. */
  private void theft(long had) {
    eth.opens("thief", scene.coin, had).tx("theft").move("victim", "thief", 100);
    scene.steal(eth.id("theft"));
  }

  private FlowGraph exact(TaintPolicy policy) {
    FlowGraph graph = scene.trace(policy);
    assertThat(graph.conservation()).allMatch(Conservation::isExact);
    return graph;
  }

  @Test
  void trace_swap_tradesOneDirtyAssetForTheOther() {
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 1000);

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 1000");
    assertThat(scene.edges(graph))
        .containsExactly(
            "victim>thief ETH 100/100", "thief>dex ETH 60/60", "thief>thief USD 1000/1000");
    assertThat(graph.edges().getLast())
        .isInstanceOfSatisfying(
            FlowEdge.OfConversion.class,
            edge -> {
              assertThat(edge.evidence()).isEqualTo(EvidenceClass.DECODED);
              assertThat(edge.given()).isEqualTo(Amount.of(60));
              assertThat(edge.asserted()).isFalse();
            });
  }

  /** In trace order the gain in native coin comes before the token that is given for it. */
  @Test
  void trace_swapWithTheGainFirst_givesTheSame() {
    eth.tx("theft").move("victim", "thief", scene.usd, 1000);
    eth.tx("swap").move("dex", "thief", 60).move("thief", "dex", scene.usd, 1000);
    eth.tx("on").move("thief", "a", 60);
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex USD 1000", "HELD a ETH 60");
  }

  /** floor(1001 * 33 / 60): the pool of 160 has 100 dirty; LIBR leaves 40, TIHO takes all. */
  @Test
  void trace_swapByAPartlyDirtySeller_roundsTheDirtyGainDown() {
    eth.opens("thief", scene.coin, 27).tx("theft").move("victim", "thief", 33);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 1001);
    scene.steal(eth.id("theft"));

    for (TaintPolicy policy : TaintPolicy.values()) {
      if (policy.conserves()) {
        assertThat(scene.ends(exact(policy)))
            .as("%s", policy)
            .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 33", "HELD thief USD 550");
      }
    }
  }

  @Test
  void trace_swapOfAPart_takesTheDirtyPartByThePolicy() {
    theft(60);
    eth.tx("swap").move("thief", "dex", 80).move("dex", "thief", scene.usd, 80);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HELD thief USD 20");
    assertThat(scene.ends(exact(TaintPolicy.LIFO))).contains("HELD thief USD 80");
    assertThat(scene.ends(exact(TaintPolicy.HAIRCUT))).contains("HELD thief USD 50");
  }

  @Test
  void trace_refundInTheSameTransaction_isNetted() {
    theft(0);
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "thief", 30)
        .move("dex", "thief", scene.usd, 700);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD thief USD 700");
  }

  @Test
  void trace_refundBeforeTheOutflow_isNetted() {
    theft(0);
    eth.tx("swap")
        .move("dex", "thief", 30)
        .move("thief", "dex", 100)
        .move("dex", "thief", scene.usd, 700);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD thief USD 700");
  }

  @Test
  void trace_feeOfASwap_isNoPartOfTheLoss() {
    theft(0);
    eth.tx("swap").fee("thief", 5).move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "FEE FEE ETH 5", "CONVERTED_OUT dex ETH 60", "HELD thief ETH 35", "HELD thief USD 600");
  }

  @Test
  void trace_severalGains_areEachDirtyInProportion() {
    theft(100);
    eth.tx("swap")
        .move("thief", "dex", 200)
        .move("dex", "thief", scene.usd, 1001)
        .move("dex", "thief", scene.gold, 7);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 100", "HELD thief USD 500", "HELD thief GOLD 3");
  }

  @Test
  void trace_wrap_isOneToOne() {
    theft(50);
    eth.tx("wrap").move("thief", "dex", 150).issue("thief", eth.token("WETH"), 150);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD thief WETH 100");
  }

  @Test
  void trace_unwrap_isOneToOne() {
    eth.tx("theft").move("victim", "thief", eth.token("WETH"), 100);
    eth.tx("unwrap").move("dex", "thief", 100).burn("thief", eth.token("WETH"), 100);
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT BURN WETH 100", "HELD thief ETH 100");
  }

  /** Of the gain's dirty lots those of the first source are the oldest. */
  @Test
  void trace_gainOfSeveralSources_isDividedInTheirProportion() {
    eth.tx("one").move("victim", "thief", 10);
    eth.tx("two").move("victim", "thief", 20);
    eth.tx("swap").move("thief", "dex", 30).move("dex", "thief", scene.usd, 100);
    eth.tx("on").move("thief", "a", scene.usd, 40);
    scene.steal(eth.id("one")).steal(eth.id("two"));

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(graph.edges())
        .extracting(edge -> Scene.shares(edge.taint()))
        .containsExactly("1:10", "2:20", "1:10 2:20", "1:33 2:67", "1:33 2:7");
  }

  @Test
  void trace_severalLostAssets_arePlainTransfersAndSaid() {
    theft(0);
    eth.tx("swap")
        .move("thief", "dex", 60)
        .move("thief", "dex", scene.gold, 5)
        .move("dex", "thief", scene.usd, 600);

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED thief ?");
  }

  @Test
  void trace_weakestFact_decodesNothing() {
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.weakest = EvidenceClass.FACT;

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_weakestDecoded_leavesStatedHeuristicsOut() {
    theft(0);
    eth.tx("sell").move("thief", "dex", 60);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.usd, 600);
    scene.weakest = EvidenceClass.DECODED;

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_statedSwapWithoutItsGainInTheData_gainsAsStated() {
    theft(20);
    eth.tx("sell").move("thief", "dex", 60);
    eth.tx("on").move("thief", "a", scene.usd, 500);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.usd, 600);

    FlowGraph graph = exact(TaintPolicy.FIFO);

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
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 650);
    eth.tx("on").move("thief", "a", scene.usd, 650);
    scene.swap("swap", "thief", scene.coin, 60, "swap", "thief", scene.usd, 600);

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.gaps(graph)).isEmpty();
    assertThat(scene.edges(graph)).contains("thief>a USD 600/650");
    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD a USD 600");
  }

  /** What the asserted loss does not cover moves on as a plain transfer. */
  @Test
  void trace_statedLossBelowTheOutflow_leavesTheRestAPlainTransfer() {
    theft(0);
    eth.tx("sell").move("thief", "dex", 60);
    scene.swap("sell", "thief", scene.coin, 50, "sell", "thief", scene.usd, 500);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 50",
            "HELD dex ETH 10",
            "HELD thief ETH 40",
            "HELD thief USD 500");
  }

  @Test
  void trace_statedLossAboveTheOutflow_gainsItsPart() {
    theft(0);
    eth.tx("sell").move("thief", "dex", 30);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "thief", scene.usd, 601);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HELD thief USD 300");
  }

  @Test
  void trace_statedRecipient_gainsInsteadOfTheSeller() {
    theft(0);
    eth.tx("sell").move("thief", "router", 60).move("dex", "a", scene.usd, 600);
    eth.tx("on").move("a", "b", scene.usd, 600);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "a", scene.usd, 600);

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b USD 600");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_statedRecipientHops_areOneMoreThanTheSellers() {
    theft(0);
    eth.tx("sell").move("thief", "router", 60).move("dex", "a", scene.usd, 600);
    scene.swap("sell", "thief", scene.coin, 60, "sell", "a", scene.usd, 600);
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HOP_LIMIT a USD 600");
  }

  @Test
  void trace_decodedGain_staysAtTheSellersHop() {
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HELD thief USD 600");
  }

  @Test
  void trace_conversionAtACustodian_goesBeforeService() {
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.exchange(eth.at("dex"));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
  }

  @Test
  void trace_gainPaidOn_arrivesBeforeTheNextTransaction() {
    theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    eth.beside("on").move("thief", "a", scene.usd, 600);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HELD a USD 600");
  }

  @Test
  void trace_gainOfAnotherChain_arrivesThere() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.bsc.clock("2024-01-01T01:00:00Z").tx("far").move("router", "a", 59);
    scene.bsc.tx("on").move("a", "b", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b BNB 59");
  }

  /** The far chain's clock runs an hour behind: the far side waits for the near side. */
  @Test
  void trace_farSideWithTheEarlierTime_isNotBeforeTheNearSide() {
    eth.clock("2024-01-01T05:00:00Z");
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.bsc.clock("2024-01-01T04:00:00Z").tx("far").move("router", "a", 59);
    scene.bsc.tx("on").move("a", "b", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HELD b BNB 59");
  }

  private AssertedConversion bitcoinGain(String tx, OptionalInt output, long gained) {
    return new AssertedConversion(
        eth.id("bridge"),
        eth.at("thief"),
        scene.coin,
        Amount.of(60),
        OptionalInt.empty(),
        scene.btc.id(tx),
        scene.btc.at("a"),
        scene.btc.coin(),
        Amount.of(gained),
        output,
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }

  @Test
  void trace_gainInAnOutput_isDirtyThereAndFollowed() {
    eth.clock("2024-01-01T05:00:00Z");
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.btc.tx("far").spends(List.of("vault:0=50"), List.of("vault2=10", "a=40"));
    scene.btc.tx("on").spends(List.of("far:1=40"), List.of("b=40"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(1), 40));

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b BTC 40");
    assertThat(graph.conservation()).extracting(Conservation::convertedIn).contains(Amount.of(40));
  }

  /** The far side is one hop behind the seller, not a new beginning. */
  @Test
  void trace_gainInAnOutput_keepsItsDistance() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=50"), List.of("a=50"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("HOP_LIMIT a BTC 40");
  }

  @Test
  void trace_gainInOneOfTwoOutputsOfTheRecipient_countsOnce() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=100"), List.of("a=50", "a=50"));
    scene.assertion(bitcoinGain("far", OptionalInt.empty(), 40));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD a BTC 40");
  }

  @Test
  void trace_gainLargerThanItsOutput_isNotLostSilently() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=30"), List.of("a=30"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("DATA_GAP a BTC 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED UNKNOWN ?");
  }

  @Test
  void trace_gainOutOfTheData_isADataGap() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.assertion(bitcoinGain("unseen", OptionalInt.of(1), 40));

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "DATA_GAP a BTC 40");
    assertThat(scene.gaps(graph)).containsExactly("TRANSACTION_MISSING UNKNOWN ?");
  }

  @Test
  void trace_gainAfterTheLastTimeFollowed_isATimeLimit() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    Instant last = eth.time();
    scene.bsc.clock("2024-01-01T05:00:00Z").tx("far").move("router", "a", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "TIME_LIMIT a BNB 59");
  }

  @Test
  void trace_gainInAnOutputAfterTheLastTimeFollowed_isATimeLimit() {
    theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    Instant last = eth.time();
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=50"), List.of("a=50"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).contains("TIME_LIMIT a BTC 40");
  }

  private AssertedConversion bitcoinLoss(OptionalInt output, long lost) {
    return new AssertedConversion(
        scene.btc.id("near"),
        scene.btc.at("thief"),
        scene.btc.coin(),
        Amount.of(lost),
        output,
        eth.id("far"),
        eth.at("a"),
        scene.coin,
        Amount.of(900),
        OptionalInt.empty(),
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }

  private void bitcoinTheft() {
    scene.btc.tx("theft").spends(List.of("old:0=100"), List.of("thief=100"));
    scene
        .btc
        .tx("near")
        .spends(List.of("theft:0=100", "own:0=20"), List.of("vault=60", "thief=60"));
    eth.clock("2024-01-01T05:00:00Z").tx("far").move("router", "a", 900);
    eth.tx("on").move("a", "b", 900);
    scene.steal(scene.btc.id("theft"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trace_outputGivenForAnAccountsGain_crossesOver(boolean named) {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(named ? OptionalInt.of(0) : OptionalInt.empty(), 60));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 60", "HELD thief BTC 40", "HELD b ETH 900");
  }

  @Test
  void trace_outputWorthMoreThanStated_convertsWhatTheLedgerShows() {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(OptionalInt.of(0), 59));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 60", "HELD thief BTC 40", "HELD b ETH 900");
  }

  @Test
  void trace_partlyDirtyOutputGiven_gainsInProportion() {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(OptionalInt.of(0), 60));

    assertThat(scene.ends(exact(TaintPolicy.HAIRCUT)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 50", "HELD thief BTC 50", "HELD b ETH 750");
  }

  /** The seller had 50, gets 10 dirty and sells all 60 at once: 10 of 60 are dirty. */
  @Test
  void trace_dirtyInflowIntoASwap_isSoldWithTheRest() {
    eth.opens("a", scene.coin, 50);
    theft(0);
    eth.tx("swap").move("thief", "a", 10).move("a", "dex", 60).move("dex", "a", scene.usd, 600);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 10", "HELD thief ETH 90", "HELD a USD 100");
  }

  @Test
  void trace_dirtyInflowIntoASwapOfAFollowedPlace_isSoldWithTheRest() {
    eth.opens("a", scene.coin, 40);
    theft(0);
    eth.tx("before").move("thief", "a", 10);
    eth.tx("swap").move("thief", "a", 10).move("a", "dex", 60).move("dex", "a", scene.usd, 600);
    scene.ledger.tellsBalances();

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 20", "HELD thief ETH 80", "HELD a USD 200");
  }

  /** Half of what a gains is dirty by itself: only the other half is what he sold for. */
  @Test
  void trace_gainDirtyInItsOwnRight_isCountedOnce() {
    theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 50);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("b", "thief", scene.usd, 50)
        .move("dex", "thief", scene.usd, 50);
    eth.tx("on").move("thief", "a", scene.usd, 100);
    scene.ledger.tellsBalances();

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD a USD 100");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  @Test
  void trace_selfTransferWithinASwap_isNoSale() {
    theft(0);
    eth.tx("swap")
        .move("thief", "thief", 100)
        .move("thief", "dex", 60)
        .move("dex", "thief", scene.usd, 600);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
  }

  /** Both sides of the trade are followed: each swaps with the other. */
  @Test
  void trace_swapBetweenTwoDirtyParties_crossesBothWays() {
    theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 50);
    scene.steal(eth.id("usd"));
    eth.tx("swap").move("thief", "b", 100).move("b", "thief", scene.usd, 50);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT b ETH 100",
            "CONVERTED_OUT thief USD 50",
            "HELD b ETH 100",
            "HELD thief USD 50");
  }

  /** Two gains land in one transaction; only the second one's near side is late. */
  @Test
  void trace_twoGainsInOneTransaction_waitForBothNearSides() {
    eth.clock("2024-01-01T05:00:00Z");
    theft(0);
    eth.tx("first").move("thief", "router", 30);
    eth.tx("second").move("thief", "router", 70);
    scene
        .btc
        .clock("2024-01-01T04:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=10"), List.of("a=3", "b=7"));
    scene.assertion(two("first", 30, "a", 3, 0)).assertion(two("second", 70, "b", 7, 1));

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT router ETH 100", "HELD a BTC 3", "HELD b BTC 7");
  }

  private AssertedConversion two(String tx, long lost, String to, long gained, int output) {
    return new AssertedConversion(
        eth.id(tx),
        eth.at("thief"),
        scene.coin,
        Amount.of(lost),
        OptionalInt.empty(),
        scene.btc.id("far"),
        scene.btc.at(to),
        scene.btc.coin(),
        Amount.of(gained),
        OptionalInt.of(output),
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }
}
