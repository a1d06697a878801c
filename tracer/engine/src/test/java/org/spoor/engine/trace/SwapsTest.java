package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;

/** Swaps decoded from the net positions of one transaction. */
class SwapsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

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

  @Test
  void trace_wrap_isOneToOne() {
    scene.theft(50);
    eth.tx("wrap").move("thief", "dex", 150).issue("thief", eth.token("WETH"), 150);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT dex ETH 100", "HELD thief WETH 100");
  }

  @Test
  void trace_unwrap_isOneToOne() {
    eth.tx("theft").move("victim", "thief", eth.token("WETH"), 100);
    eth.tx("unwrap").move("dex", "thief", 100).burn("thief", eth.token("WETH"), 100);
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
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
