package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.DelayedReader;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.value.Amount;

/** How far a run follows. */
class StopRulesTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  private void theft(long amount) {
    eth.opens("victim", scene.coin, amount).tx("theft").move("victim", "thief", amount);
    scene.steal(eth.id("theft"));
  }

  private void least(long amount) {
    scene.stop = scene.stop.withMinimum(Map.of(scene.coin, Amount.of(amount)));
  }

  @Test
  void trace_minimum_endsWhatIsStrictlyLess() {
    theft(100);
    eth.tx("on").move("thief", "a", 10).move("thief", "b", 9);
    least(10);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a ETH 10", "BELOW_THRESHOLD b ETH 9", "HELD thief ETH 81");
  }

  /** It is the dirty amount that counts, all sources together. */
  @Test
  void trace_minimum_countsDirtyValueOfAllSources() {
    eth.opens("thief", scene.coin, 80);
    eth.tx("one").move("victim", "thief", 10);
    eth.tx("two").move("victim", "thief", 10);
    eth.tx("on").move("thief", "a", 50);
    scene.steal(eth.id("one")).steal(eth.id("two"));
    least(11);

    assertThat(scene.ends(TaintPolicy.HAIRCUT))
        .containsExactlyInAnyOrder("BELOW_THRESHOLD a ETH 10", "HELD thief ETH 10");
    assertThat(scene.ends(TaintPolicy.POISON))
        .containsExactlyInAnyOrder("HELD a ETH 50", "HELD thief ETH 50");
  }

  @Test
  void trace_minimumOfAnotherAsset_doesNotMatter() {
    theft(100);
    eth.tx("on").move("thief", "a", 9);
    scene.stop = scene.stop.withMinimum(Map.of(scene.usd, Amount.of(10)));

    assertThat(scene.ends(TaintPolicy.FIFO)).contains("HELD a ETH 9");
  }

  @Test
  void trace_theftBelowTheMinimum_isFollowed() {
    theft(5);
    least(10);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD thief ETH 5");
  }

  @Test
  void trace_edgeIntoAFollowedPlace_alwaysJoins() {
    theft(100);
    eth.tx("on").move("thief", "a", 50);
    eth.tx("dust").move("thief", "a", 1);
    least(10);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a ETH 51", "HELD thief ETH 49");
  }

  /** FIFO takes the 5 that ended, which are clean by now, before the 50 that came later. */
  @Test
  void trace_placeFollowedLater_countsWhatHasEndedAsClean() {
    theft(100);
    eth.tx("dust").move("thief", "a", 5);
    eth.tx("on").move("thief", "a", 50);
    eth.tx("off").move("a", "b", 20);
    least(10);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "BELOW_THRESHOLD a ETH 5", "HELD a ETH 35", "HELD b ETH 15", "HELD thief ETH 45");
    assertThat(scene.edges(graph)).contains("a>b ETH 15/20");
  }

  @Test
  void trace_hops_endBehindTheLimit() {
    theft(100);
    eth.tx("1").move("thief", "a", 60);
    eth.tx("2").move("a", "b", 50);
    eth.tx("3").move("b", "c", 40);
    scene.stop = scene.stop.withMaxHops(2);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "HELD thief ETH 40", "HELD a ETH 10", "HELD b ETH 10", "HOP_LIMIT c ETH 40");
  }

  @Test
  void trace_noHopsAtAll_stillFollowsTheTheft() {
    theft(100);
    eth.tx("1").move("thief", "a", 60);
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD thief ETH 40", "HOP_LIMIT a ETH 60");
  }

  /** b is followed at hop 2; that the thief pays it directly later makes it no nearer. */
  @Test
  void trace_hopOfAPlace_isFixedWhenFirstFollowed() {
    theft(100);
    eth.tx("1").move("thief", "a", 20);
    eth.tx("2").move("a", "b", 20);
    eth.tx("3").move("thief", "b", 30);
    eth.tx("4").move("b", "c", 50);
    scene.stop = scene.stop.withMaxHops(2);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD thief ETH 50", "HOP_LIMIT c ETH 50");
  }

  @Test
  void trace_until_leavesLaterEventsAlone() {
    theft(100);
    eth.tx("at the last second").move("thief", "a", 60);
    Instant last = eth.time();
    eth.tx("too late").move("a", "b", 50);
    scene.stop = scene.stop.withUntil(last);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("HELD thief ETH 40", "TIME_LIMIT a ETH 60");
    assertThat(scene.edges(graph)).hasSize(2);
  }

  @Test
  void trace_untilOnOutputs_leavesLaterSpendsAlone() {
    scene.btc.tx("theft").spends(List.of("old:0=100"), List.of("a=60", "b=40"));
    Instant last = scene.btc.time();
    scene.btc.tx("late").spends(List.of("theft:0=60"), List.of("c=60"));
    scene.steal(scene.btc.id("theft"));
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("TIME_LIMIT a BTC 60", "HELD b BTC 40");
  }

  @Test
  void trace_budget_endsWhatIsNotReadAnyMore() {
    theft(100);
    eth.tx("1").move("thief", "a", 30).move("thief", "b", 20);
    eth.tx("2").move("a", "c", 10);
    scene.stop = scene.stop.withMaxReads(2);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "HELD thief ETH 50", "HELD a ETH 20", "BUDGET b ETH 20", "BUDGET c ETH 10");
  }

  @Test
  void trace_budgetOnOutputs_endsWhatIsNotReadAnyMore() {
    scene.btc.tx("theft").spends(List.of("old:0=100"), List.of("a=60", "b=40"));
    scene.steal(scene.btc.id("theft"));
    scene.stop = scene.stop.withMaxReads(1);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a BTC 60", "BUDGET b BTC 40");
  }

  @Test
  void trace_budgetWithReadAhead_isTheSameWhateverComesBackFirst() {
    theft(1000);
    for (int i = 0; i < 40; i++) {
      eth.tx("tx" + i).move("thief", "n" + i, 20).move("n" + i, "m" + i, 10);
    }
    scene.stop = scene.stop.withMaxReads(17);
    FlowGraph plain = scene.trace(TaintPolicy.HAIRCUT);

    for (int seed = 0; seed < 5; seed++) {
      try (ReadAhead ahead = new ReadAhead(new DelayedReader(scene.ledger, seed, 2_000), 3)) {
        FlowGraph graph = scene.trace(TaintPolicy.HAIRCUT, ahead);
        assertThat(graph.ends()).as("seed %s", seed).isEqualTo(plain.ends());
        assertThat(graph.edges()).as("seed %s", seed).isEqualTo(plain.edges());
      }
    }
  }

  private void busy(String name) {
    for (int i = 0; i < 4; i++) {
      eth.tx("busy" + i).move("x", name, 1);
    }
  }

  @Test
  void trace_degree_endsAtABusyAddress() {
    theft(100);
    busy("a");
    eth.tx("on").move("thief", "a", 60);
    eth.tx("more").move("thief", "a", 10);
    scene.stop = scene.stop.withMaxDegree(5);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD thief ETH 30", "HIGH_DEGREE a ETH 70");
  }

  @Test
  void trace_degreeNotExceeded_isFollowed() {
    theft(100);
    busy("a");
    eth.tx("on").move("thief", "a", 60);
    scene.stop = scene.stop.withMaxDegree(5);

    assertThat(scene.ends(TaintPolicy.FIFO)).contains("HELD a ETH 60");
  }

  /** Anybody can name an address in as many events as he likes. */
  @Test
  void trace_degreeOfEventsThatCostNothing_doesNotCount() {
    theft(100);
    eth.tx("worthless");
    for (int i = 0; i < 20; i++) {
      eth.move("x", "a", scene.gold, 1);
    }
    for (int i = 0; i < 20; i++) {
      eth.tx("nothing" + i).move("x", "a", scene.usd, 0);
    }
    eth.tx("on").move("thief", "a", 60);
    scene.stop = scene.stop.withMaxDegree(5);

    assertThat(scene.ends(TaintPolicy.FIFO)).contains("HELD a ETH 60");
  }

  @Test
  void trace_degreeOfALabelledAddress_doesNotMatter() {
    theft(100);
    busy("a");
    eth.tx("on").move("thief", "a", 60);
    scene.attribute(eth.at("a"), "user");
    scene.stop = scene.stop.withMaxDegree(2);

    assertThat(scene.ends(TaintPolicy.FIFO)).contains("HELD a ETH 60");
  }

  @Test
  void trace_withoutStopAtServices_goesThrough() {
    theft(100);
    eth.tx("in").move("thief", "exchange", 100);
    eth.tx("out").move("exchange", "a", 100);
    scene.exchange(eth.at("exchange"));
    scene.stop =
        new StopRules(
            scene.stop.minimum(),
            scene.stop.maxHops(),
            scene.stop.until(),
            scene.stop.maxReads(),
            scene.stop.maxDegree(),
            false,
            true);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD a ETH 100");
  }

  @Test
  void trace_rules_areRecordedWithTheResult() {
    theft(100);
    scene.stop = scene.stop.withMaxHops(3).withMaxReads(7);
    least(10);

    assertThat(scene.trace(TaintPolicy.LIFO).request())
        .contains(
            new Setting("policy", "LIFO"),
            new Setting("minTaint:ethereum:ETH", "10"),
            new Setting("maxHops", "3"),
            new Setting("maxReads", "7"));
  }
}
