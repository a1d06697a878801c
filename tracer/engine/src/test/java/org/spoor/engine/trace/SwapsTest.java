package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Token;

/** Swaps decoded from the net positions of one transaction. */
class SwapsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;
  private final Token weth = eth.token("WETH");

  @Test
  void trace_swap_tradesOneDirtyAssetForTheOther() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 1000);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

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

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
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
        assertThat(scene.ends(scene.exact(policy)))
            .as("%s", policy)
            .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 33", "HELD thief USD 550");
      }
    }
  }

  @Test
  void trace_swapOfAPart_takesTheDirtyPartByThePolicy() {
    scene.theft(60);
    eth.tx("swap").move("thief", "dex", 80).move("dex", "thief", scene.usd, 80);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HELD thief USD 20");
    assertThat(scene.ends(scene.exact(TaintPolicy.LIFO))).contains("HELD thief USD 80");
    assertThat(scene.ends(scene.exact(TaintPolicy.HAIRCUT))).contains("HELD thief USD 50");
  }

  @Test
  void trace_refundInTheSameTransaction_isNetted() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "thief", 30)
        .move("dex", "thief", scene.usd, 700);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD thief USD 700");
  }

  @Test
  void trace_refundBeforeTheOutflow_isNetted() {
    scene.theft(0);
    eth.tx("swap")
        .move("dex", "thief", 30)
        .move("thief", "dex", 100)
        .move("dex", "thief", scene.usd, 700);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD thief USD 700");
  }

  @Test
  void trace_feeOfASwap_isNoPartOfTheLoss() {
    scene.theft(0);
    eth.tx("swap").fee("thief", 5).move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "FEE FEE ETH 5", "CONVERTED_OUT dex ETH 60", "HELD thief ETH 35", "HELD thief USD 600");
  }

  @Test
  void trace_severalGains_areEachDirtyInProportion() {
    scene.theft(100);
    eth.tx("swap")
        .move("thief", "dex", 200)
        .move("dex", "thief", scene.usd, 1001)
        .move("dex", "thief", scene.gold, 7);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 100", "HELD thief USD 500", "HELD thief GOLD 3");
  }

  /** All of 150 is wrapped, 100 of it dirty, and unwrapped in two steps. */
  @ParameterizedTest
  @EnumSource(
      value = TaintPolicy.class,
      names = {"POISON"},
      mode = EnumSource.Mode.EXCLUDE)
  void trace_wrapAndUnwrap_areOneToOne(TaintPolicy policy) {
    scene.theft(50);
    eth.tx("wrap").move("thief", "weth", 150).issue("thief", weth, 150);
    eth.tx("half").move("weth", "thief", 75).burn("thief", weth, 75);
    eth.tx("rest").move("weth", "thief", 75).burn("thief", weth, 75);
    eth.tx("on").move("thief", "a", 150);
    scene.ledger.tellsBalances();

    FlowGraph graph = scene.exact(policy);

    assertThat(scene.ends(graph))
        .contains("CONVERTED_OUT weth ETH 100", "HELD a ETH 100")
        .allMatch(end -> !end.startsWith("HELD") || end.equals("HELD a ETH 100"));
    assertThat(burnt(graph)).isEqualTo(Amount.of(100));
    assertThat(scene.gaps(graph)).isEmpty();
  }

  private Amount burnt(FlowGraph graph) {
    return graph.ends().stream()
        .filter(end -> end.kind() == EndKind.CONVERTED_OUT && end.asset().equals(weth))
        .map(end -> end.taint().total())
        .reduce(Amount.ZERO, Amount::plus);
  }

  @Test
  void trace_wrapUnderPoison_isWhollyDirtyAndOneToOne() {
    scene.theft(50);
    eth.tx("wrap").move("thief", "weth", 150).issue("thief", weth, 150);
    eth.tx("unwrap").move("weth", "thief", 150).burn("thief", weth, 150);

    assertThat(scene.ends(TaintPolicy.POISON))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT weth ETH 150", "CONVERTED_OUT BURN WETH 150", "HELD thief ETH 150");
  }

  /** The router holds the wrapped ether for a moment: to the thief it is token for ether. */
  @ParameterizedTest
  @EnumSource(TaintPolicy.class)
  void trace_pathOverWrappedEtherInsideARouter_isOneConversion(TaintPolicy policy) {
    eth.tx("theft").move("victim", "thief", scene.usd, 1000);
    scene.steal(eth.id("theft"));
    eth.tx("swap")
        .fee("thief", 1)
        .move("weth", "router", 60)
        .move("router", "thief", 60)
        .move("thief", "dex", scene.usd, 1000)
        .move("dex", "router", weth, 60)
        .burn("router", weth, 60);
    eth.opens("thief", scene.coin, 1);

    FlowGraph graph = scene.trace(policy);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex USD 1000", "HELD thief ETH 60");
    assertThat(scene.edges(graph))
        .containsExactly(
            "victim>thief USD 1000/1000", "thief>dex USD 1000/1000", "thief>thief ETH 60/60");
    assertThat(graph.conservation()).allMatch(line -> !policy.conserves() || line.isExact());
  }

  /** Of the gain's dirty lots those of the first source are the oldest. */
  @Test
  void trace_gainOfSeveralSources_isDividedInTheirProportion() {
    eth.tx("one").move("victim", "thief", 10);
    eth.tx("two").move("victim", "thief", 20);
    eth.tx("swap").move("thief", "dex", 30).move("dex", "thief", scene.usd, 100);
    eth.tx("on").move("thief", "a", scene.usd, 40);
    scene.steal(eth.id("one")).steal(eth.id("two"));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(graph.edges())
        .extracting(edge -> Scene.shares(edge.taint()))
        .containsExactly("1:10", "2:20", "1:10 2:20", "1:33 2:67", "1:33 2:7");
  }

  @Test
  void trace_severalLostAssets_arePlainTransfersAndSaid() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "dex", 60)
        .move("thief", "dex", scene.gold, 5)
        .move("dex", "thief", scene.usd, 600);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED thief ?");
  }

  /** x takes the coin and pays 600, y takes gold and pays 400: neither needs a price. */
  @ParameterizedTest
  @EnumSource(TaintPolicy.class)
  void trace_severalLostAssetsPaidForApart_areDividedByCounterparty(TaintPolicy policy) {
    eth.opens("thief", scene.gold, 5);
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "x", 60)
        .move("thief", "y", scene.gold, 5)
        .move("x", "thief", scene.usd, 600)
        .move("y", "thief", scene.usd, 400);
    scene.ledger.tellsBalances();

    FlowGraph graph = scene.trace(policy);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT x ETH 60", "HELD thief ETH 40", dirtyUsd(policy, 600, 1000));
    assertThat(graph.edges().getLast())
        .isInstanceOfSatisfying(
            FlowEdge.OfConversion.class,
            edge -> {
              assertThat(edge.amount()).isEqualTo(Amount.of(600));
              assertThat(edge.reason()).contains("600 of 1000 base units of " + scene.usd.text());
            });
    assertThat(scene.gaps(graph)).isEmpty();
    assertThat(graph.conservation()).allMatch(line -> !policy.conserves() || line.isExact());
  }

  /** Clean value in one pool with dirty value is dirty under POISON. */
  private static String dirtyUsd(TaintPolicy policy, long dirty, long all) {
    return "HELD thief USD " + (policy == TaintPolicy.POISON ? all : dirty);
  }

  /** Both are stolen: each brings its own share, and origins stay apart. */
  @Test
  void trace_severalStolenAssetsPaidForApart_keepTheirOrigins() {
    eth.tx("coin").move("victim", "thief", 60);
    eth.tx("gold").move("victim", "thief", scene.gold, 5);
    scene.steal(eth.id("coin")).steal(eth.id("gold"));
    eth.tx("swap")
        .move("thief", "x", 60)
        .move("x", "thief", scene.usd, 600)
        .move("thief", "y", scene.gold, 5)
        .move("y", "thief", scene.usd, 400);
    eth.tx("on").move("thief", "a", scene.usd, 1000);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT x ETH 60", "CONVERTED_OUT y GOLD 5", "HELD a USD 1000");
    assertThat(Scene.shares(graph.edges().getLast().taint())).isEqualTo("1:600 2:400");
  }

  /** One pays for both: no way to tell what for. */
  @Test
  void trace_severalLostAssetsToOnePayer_arePlainTransfersAndSaid() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "x", 60)
        .move("thief", "y", scene.gold, 5)
        .move("thief", "x", scene.gold, 1)
        .move("x", "thief", scene.usd, 600)
        .move("y", "thief", scene.usd, 400);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD x ETH 60", "HELD thief ETH 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED thief ?");
  }

  @Test
  void trace_weakestFact_decodesNothing() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.weakest = EvidenceClass.FACT;

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD dex ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_decodedGain_staysAtTheSellersHop() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HELD thief USD 600");
  }

  @Test
  void trace_conversionAtACustodian_goesBeforeService() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    scene.exchange(eth.at("dex"));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
  }

  @Test
  void trace_gainPaidOn_arrivesBeforeTheNextTransaction() {
    scene.theft(0);
    eth.tx("swap").move("thief", "dex", 60).move("dex", "thief", scene.usd, 600);
    eth.beside("on").move("thief", "a", scene.usd, 600);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HELD a USD 600");
  }

  /** The seller had 50, gets 10 dirty and sells all 60 at once: 10 of 60 are dirty. */
  @Test
  void trace_dirtyInflowIntoASwap_isSoldWithTheRest() {
    eth.opens("a", scene.coin, 50);
    scene.theft(0);
    eth.tx("swap").move("thief", "a", 10).move("a", "dex", 60).move("dex", "a", scene.usd, 600);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 10", "HELD thief ETH 90", "HELD a USD 100");
  }

  @Test
  void trace_dirtyInflowIntoASwapOfAFollowedPlace_isSoldWithTheRest() {
    eth.opens("a", scene.coin, 40);
    scene.theft(0);
    eth.tx("before").move("thief", "a", 10);
    eth.tx("swap").move("thief", "a", 10).move("a", "dex", 60).move("dex", "a", scene.usd, 600);
    scene.ledger.tellsBalances();

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 20", "HELD thief ETH 80", "HELD a USD 200");
  }

  /** Half of what a gains is dirty by itself: only the other half is what he sold for. */
  @Test
  void trace_gainDirtyInItsOwnRight_isCountedOnce() {
    scene.theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 50);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("b", "thief", scene.usd, 50)
        .move("dex", "thief", scene.usd, 50);
    eth.tx("on").move("thief", "a", scene.usd, 100);
    scene.ledger.tellsBalances();

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD a USD 100");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  /** What dex paid before b did is no opening balance: it comes with the gain. */
  @Test
  void trace_gainDirtyInItsOwnRightAfterAnother_isCountedOnce() {
    scene.theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 50);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "thief", scene.usd, 50)
        .move("b", "thief", scene.usd, 50);
    eth.tx("on").move("thief", "a", scene.usd, 100);
    scene.ledger.tellsBalances();

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD a USD 100");
  }

  @Test
  void trace_selfTransferWithinASwap_isNoSale() {
    scene.theft(0);
    eth.tx("swap")
        .move("thief", "thief", 100)
        .move("thief", "dex", 60)
        .move("dex", "thief", scene.usd, 600);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT dex ETH 60", "HELD thief ETH 40", "HELD thief USD 600");
  }

  /** What comes back in the same transaction is not in the pool, and no shortfall either. */
  @Test
  void trace_selfTransferOfARefundWithinASwap_isNoShortfall() {
    scene.theft(0);
    eth.tx("swap")
        .move("dex", "thief", 30)
        .move("thief", "thief", 130)
        .move("thief", "dex", 100)
        .move("dex", "thief", scene.usd, 700);
    scene.ledger.tellsBalances();

    for (TaintPolicy policy : TaintPolicy.values()) {
      if (policy.conserves()) {
        FlowGraph graph = scene.exact(policy);
        assertThat(scene.ends(graph))
            .as("%s", policy)
            .containsExactlyInAnyOrder(
                "CONVERTED_OUT dex ETH 70", "HELD thief ETH 30", "HELD thief USD 700");
        assertThat(scene.gaps(graph)).as("%s", policy).isEmpty();
      }
    }
  }

  @Test
  void trace_selfTransferOfAGainWithinASwap_isNoShortfall() {
    scene.theft(0);
    eth.tx("usd").move("victim", "thief", scene.usd, 10);
    scene.steal(eth.id("usd"));
    eth.tx("swap")
        .move("thief", "dex", 100)
        .move("dex", "thief", scene.usd, 700)
        .move("thief", "thief", scene.usd, 710);
    scene.ledger.tellsBalances();

    FlowGraph graph = scene.exact(TaintPolicy.TIHO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD thief USD 710");
    assertThat(scene.gaps(graph)).isEmpty();
  }

  /** Both sides of the trade are followed: each swaps with the other. */
  @Test
  void trace_swapBetweenTwoDirtyParties_crossesBothWays() {
    scene.theft(0);
    eth.tx("usd").move("victim", "b", scene.usd, 50);
    scene.steal(eth.id("usd"));
    eth.tx("swap").move("thief", "b", 100).move("b", "thief", scene.usd, 50);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT b ETH 100",
            "CONVERTED_OUT thief USD 50",
            "HELD b ETH 100",
            "HELD thief USD 50");
  }
}
