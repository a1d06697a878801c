package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.value.Amount;

/** Holdings that are stolen. */
class HoldingsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  @Test
  void trace_holding_stealsWhatIsThereAfterTheBlock() {
    eth.opens("a", scene.coin, 40).tx("before").move("x", "a", 5);
    eth.tx("last of the block").move("a", "y", 15);
    scene.stealHolding("a", scene.coin, eth.height());
    eth.tx("after").move("a", "b", 12);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a ETH 18", "HELD b ETH 12");
  }

  @Test
  void trace_holdingOfAFollowedPlace_stealsWhatIsClean() {
    eth.opens("a", scene.coin, 40).tx("theft").move("victim", "a", 60);
    scene.steal(eth.id("theft")).stealHolding("a", scene.coin, eth.height());
    eth.tx("on").move("a", "b", 70);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.edges().getLast().taint())
        .satisfies(taint -> assertThat(Scene.shares(taint)).isEqualTo("1:30 2:40"));
    assertThat(graph.conservation().getFirst().seeded()).isEqualTo(Amount.of(100));
  }

  /** After the holding all lots are dirty, and the oldest leave first: the 40 that were clean. */
  @Test
  void trace_holdingUnderTihoAndLibr_keepsTheAgeOfItsLots() {
    eth.opens("a", scene.coin, 40).tx("theft").move("victim", "a", 60);
    eth.tx("clean").move("x", "a", 10);
    scene.steal(eth.id("theft")).stealHolding("a", scene.coin, eth.height());
    eth.tx("on").move("a", "b", 70);
    eth.tx("more").move("a", "c", 35);

    for (TaintPolicy policy : List.of(TaintPolicy.TIHO, TaintPolicy.LIBR)) {
      FlowGraph graph = scene.trace(policy);
      assertThat(graph.edges())
          .as("%s", policy)
          .extracting(edge -> Scene.shares(edge.taint()))
          .containsExactly("1:60", "1:30 2:40", "1:30 2:5");
    }
  }

  @Test
  void trace_holdingOfAnotherAsset_leavesTheRestClean() {
    eth.opens("a", scene.coin, 40).opens("a", scene.usd, 7);
    eth.tx("x").move("a", "b", 1);
    scene.stealHolding("a", scene.usd, 0);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD a USD 7");
  }

  @Test
  void trace_holdingOnAUtxoChain_isRefused() {
    Incident incident =
        Incident.of(
            "heist",
            LocalDate.of(2024, 1, 1),
            List.of(
                new StolenHolding(
                    new Origin("heist", 1), scene.btc.at("a"), scene.btc.coin(), 5, List.of())));

    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() ->
            scene.trace(List.of(incident), TaintPolicy.FIFO, scene.ledger, TaintPolicy::newPool))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT));
  }

  @Test
  void trace_holdingOfNothing_isSaid() {
    eth.tx("before").move("x", "y", 5);
    scene.stealHolding("a", scene.coin, eth.height());

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.ends()).isEmpty();
    assertThat(graph.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.place()).isEqualTo(eth.at("a")))
        .satisfies(gap ->
            assertThat(gap.detail())
                .isEqualTo(
                    "theft source heist#1: the address held nothing of the asset after block 1"));
  }

  @Test
  void trace_holdingAfterTheLastTimeFollowed_isSaidAndNotTraced() {
    eth.tx("before").move("x", "a", 5);
    scene.stop = scene.stop.withUntil(eth.time());
    eth.tx("later").move("x", "a", 6);
    scene.stealHolding("a", scene.coin, eth.height());

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.ends()).isEmpty();
    assertThat(scene.gaps(graph)).containsExactly("NOT_REACHED UNKNOWN ?");
  }

  /** Another trail reaches the last time first; the holding was there then. */
  @Test
  void trace_holdingUnchangedSinceTheLastTimeFollowed_isTraced() {
    eth.tx("theft").move("victim", "thief", 100);
    eth.tx("before").move("x", "a", 5);
    scene.stop = scene.stop.withUntil(eth.time());
    eth.tx("later").move("thief", "b", 100);
    scene.steal(eth.id("theft")).stealHolding("a", scene.coin, eth.height());

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("TIME_LIMIT thief ETH 100", "HELD a ETH 5");
  }
}
