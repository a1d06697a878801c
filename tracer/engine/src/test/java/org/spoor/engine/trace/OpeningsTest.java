package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.FlowGraph;

/** What a place held before it was followed, and what it spends without having had it. */
class OpeningsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  @Test
  void trace_openingKnown_isCleanAndOldest() {
    eth.opens("thief", scene.coin, 40).tx("theft").move("victim", "thief", 60);
    eth.tx("on").move("thief", "a", 50);
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD thief ETH 50", "HELD a ETH 10");
    assertThat(scene.ends(TaintPolicy.LIFO))
        .containsExactlyInAnyOrder("HELD thief ETH 10", "HELD a ETH 50");
    assertThat(scene.ends(TaintPolicy.HAIRCUT))
        .containsExactlyInAnyOrder("HELD thief ETH 30", "HELD a ETH 30");
    assertThat(scene.gaps(scene.trace(TaintPolicy.FIFO))).isEmpty();
  }

  @Test
  void trace_openingUnknown_isAssumedAndSaid() {
    eth.tx("theft").move("victim", "thief", 60);
    scene.ledger.opensUnknown(eth.at("thief"));
    scene.steal(eth.id("theft"));

    assertThat(scene.gaps(scene.trace(TaintPolicy.FIFO)))
        .containsExactly("OPENING_UNKNOWN thief ?");
  }

  @Test
  void trace_followedInMidHistory_opensWithWhatItHadByThen() {
    eth.opens("thief", scene.coin, 10);
    eth.tx("earlier").move("x", "thief", 25);
    eth.tx("earlier too").move("thief", "y", 5);
    eth.tx("theft").move("victim", "thief", 60);
    eth.tx("on").move("thief", "a", 90);
    scene.steal(eth.id("theft"));

    assertThat(scene.edges(scene.trace(TaintPolicy.FIFO))).contains("thief>a ETH 60/90");
    assertThat(scene.gaps(scene.trace(TaintPolicy.FIFO))).isEmpty();
  }

  @Test
  void trace_spendsMoreThanItHad_findsTheRestUnexplainedAndClean() {
    eth.tx("theft").move("victim", "thief", 60);
    eth.tx("on").move("thief", "a", 75);
    scene.steal(eth.id("theft"));

    for (TaintPolicy policy : TaintPolicy.values()) {
      FlowGraph graph = scene.trace(policy);
      assertThat(scene.gaps(graph)).as("%s", policy).containsExactly("UNEXPLAINED thief 15");
      assertThat(graph.edges().getLast().taint().total().toString())
          .as("%s", policy)
          .isEqualTo(policy.conserves() ? "60" : "75");
    }
  }

  @Test
  void trace_severalShortfallsOfOnePlace_areAddedPerAsset() {
    eth.tx("theft").move("victim", "thief", 60).move("victim", "thief", scene.usd, 5);
    eth.tx("on").move("thief", "a", 75);
    eth.tx("again").move("thief", "a", 4).move("thief", "a", scene.usd, 6);
    scene.steal(eth.id("theft"));

    assertThat(scene.gaps(scene.trace(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("UNEXPLAINED thief 19", "UNEXPLAINED thief 1");
  }

  /** The missing part is the oldest lot: under FIFO it leaves before the stolen one. */
  @Test
  void trace_shortfall_entersAsTheOldestLot() {
    eth.tx("theft").move("victim", "thief", 60);
    eth.tx("on").move("thief", "a", 75);
    eth.tx("further").move("a", "b", 15);
    scene.steal(eth.id("theft"));

    assertThat(scene.edges(scene.trace(TaintPolicy.FIFO)))
        .containsExactly("victim>thief ETH 60/60", "thief>a ETH 60/75");
    assertThat(scene.edges(scene.trace(TaintPolicy.TIHO))).contains("a>b ETH 15/15");
  }
}
