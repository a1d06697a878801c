package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** What counts as stolen. */
class TheftsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  private void source(String tx, String to, Asset asset, int index) {
    scene.steal(
        eth.id(tx),
        to.isEmpty() ? Optional.empty() : Optional.of(eth.at(to)),
        Optional.of(asset),
        index < 0 ? OptionalInt.empty() : OptionalInt.of(index),
        Optional.empty());
  }

  private void threeAtOnce() {
    eth.tx("theft")
        .fee("victim", 2)
        .move("victim", "a", 10)
        .move("victim", "b", 20)
        .move("victim", "a", 40)
        .move("victim", "a", scene.usd, 70);
  }

  @Test
  void trace_wholeTransaction_stealsAllButItsFee() {
    threeAtOnce();
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a ETH 50", "HELD b ETH 20", "HELD a USD 70");
  }

  @Test
  void trace_recipientAndAsset_stealsOnlyThose() {
    threeAtOnce();
    source("theft", "a", scene.coin, -1);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD a ETH 50");
  }

  @Test
  void trace_eventIndex_stealsThatEvent() {
    threeAtOnce();
    source("theft", "", scene.coin, 3);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD a ETH 40");
  }

  @Test
  void trace_severalSourcesInOneTransaction_areToldApart() {
    threeAtOnce();
    source("theft", "", scene.coin, 1);
    source("theft", "", scene.coin, 3);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.ends())
        .singleElement()
        .satisfies(end -> assertThat(Scene.shares(end.taint())).isEqualTo("1:10 2:40"));
  }

  @Test
  void trace_twoSourcesForOneEvent_stealItOnce() {
    threeAtOnce();
    source("theft", "b", scene.coin, -1);
    source("theft", "", scene.coin, 2);

    FlowGraph fifo = scene.trace(TaintPolicy.FIFO);
    FlowGraph poison = scene.trace(TaintPolicy.POISON);

    assertThat(Scene.shares(fifo.ends().getFirst().taint())).isEqualTo("1:20");
    assertThat(Scene.shares(poison.ends().getFirst().taint())).isEqualTo("1:20 2:20");
    assertThat(poison.conservation().getFirst().seeded()).isEqualTo(Amount.of(20));
  }

  private Incident incident(String id, String tx) {
    return Incident.of(
        id,
        LocalDate.of(2024, 1, 1),
        List.of(
            new StolenTransfer(
                new Origin(id, 1),
                eth.id(tx),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  private FlowGraph together(TaintPolicy policy, Incident... incidents) {
    return scene.trace(List.of(incidents), policy, scene.ledger, TaintPolicy::newPool);
  }

  /** Whatever order they are asked for in, the first incident by id has it. */
  @Test
  void trace_twoIncidentsForOneEvent_countItOnce() {
    eth.tx("theft").move("victim", "thief", 100);

    FlowGraph graph =
        together(TaintPolicy.HAIRCUT, incident("second", "theft"), incident("first", "theft"));

    assertThat(graph.conservation())
        .filteredOn(line -> !line.seeded().isZero())
        .extracting(Conservation::incident, Conservation::seeded)
        .containsExactly(tuple("first", Amount.of(100)));
    assertThat(
            together(TaintPolicy.POISON, incident("second", "theft"), incident("first", "theft"))
                .conservation())
        .extracting(Conservation::incident, Conservation::seeded)
        .containsExactly(tuple("first", Amount.of(100)), tuple("second", Amount.of(100)));
  }

  /** 60 of the 100 that are stolen again were stolen before: the first incident keeps them. */
  @Test
  void trace_stolenAgain_keepsItsFirstSource() {
    eth.opens("a", scene.coin, 40).tx("one").move("victim", "a", 60);
    eth.tx("two").move("a", "b", 100);

    FlowGraph graph =
        together(TaintPolicy.FIFO, incident("first", "one"), incident("second", "two"));

    assertThat(graph.conservation())
        .extracting(Conservation::incident, Conservation::seeded)
        .containsExactly(tuple("first", Amount.of(60)), tuple("second", Amount.of(40)));
    assertThat(scene.ends(graph)).containsExactly("HELD b ETH 100");
  }

  @Test
  void trace_poisonStolenAgain_unitesTheSources() {
    eth.opens("a", scene.coin, 40).tx("one").move("victim", "a", 60);
    eth.tx("two").move("a", "b", 100);

    FlowGraph graph =
        together(TaintPolicy.POISON, incident("first", "one"), incident("second", "two"));

    assertThat(graph.ends().getFirst().taint().shares())
        .extracting(share -> share.origin().incident() + " " + share.amount())
        .containsExactly("first 100", "second 100");
  }

  @Test
  void trace_theftFromAFollowedPlace_leavesItByThePolicy() {
    eth.opens("a", scene.coin, 40).tx("one").move("victim", "a", 60);
    eth.tx("two").move("a", "b", 50);
    scene.steal(eth.id("one")).steal(eth.id("two"));

    FlowGraph graph = scene.trace(TaintPolicy.LIFO);

    assertThat(graph.ends())
        .extracting(end -> Scene.shares(end.taint()))
        .containsExactlyInAnyOrder("1:10", "1:50");
  }

  @Test
  void trace_sourceThatNamesNothing_isMalformed() {
    threeAtOnce();
    source("theft", "c", scene.coin, -1);

    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> scene.trace(TaintPolicy.FIFO))
        .withMessageContaining("heist#1")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA));
  }

  @Test
  void trace_sourceThatNamesAFee_isMalformed() {
    threeAtOnce();
    source("theft", "", scene.coin, 0);

    assertThatExceptionOfType(SpoorException.class).isThrownBy(() -> scene.trace(TaintPolicy.FIFO));
  }

  private void stated(Optional<Address> to, Optional<Asset> asset, long amount) {
    scene.steal(eth.id("theft"), to, asset, OptionalInt.empty(), Optional.of(Amount.of(amount)));
  }

  @Test
  void trace_statedAmountDiffers_followsTheLedgerAndSaysSo() {
    threeAtOnce();
    stated(Optional.of(eth.at("b")), Optional.of(scene.coin), 21);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactly("HELD b ETH 20");
    assertThat(graph.flagged())
        .singleElement()
        .satisfies(flag -> assertThat(flag.place()).isEqualTo(eth.at("b")))
        .satisfies(flag -> assertThat(flag.reason()).contains("21").contains("20 on the ledger"));
  }

  @Test
  void trace_unseenTheftWithoutAmount_isAGapAndNothingElse() {
    scene.steal(eth.id("unseen"));

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.ends()).isEmpty();
    assertThat(graph.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.detail()).contains("nothing of it is traced"));
  }

  @Test
  void trace_stolenTransferToACustodian_endsThere() {
    eth.tx("theft").move("victim", "exchange", 100);
    scene.steal(eth.id("theft")).exchange(eth.at("exchange"));

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("SERVICE exchange ETH 100");
  }

  @Test
  void trace_stolenSelfTransfer_isCountedOnce() {
    eth.opens("a", scene.coin, 100).tx("theft").move("a", "a", 60);
    eth.tx("on").move("a", "b", 100);
    scene.steal(eth.id("theft"));

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD b ETH 60");
    assertThat(scene.edges(scene.trace(TaintPolicy.FIFO)))
        .containsExactly("a>a ETH 60/60", "a>b ETH 60/100");
  }

  @Test
  void trace_stolenOutputReachedByItsOwnTaint_keepsTheFirstSource() {
    scene.btc.tx("one").spends(List.of("old:0=100"), List.of("a=100"));
    scene.btc.tx("two").spends(List.of("one:0=100", "other:0=20"), List.of("b=120"));
    scene.stealOutput(scene.btc.id("one"), 0).stealOutput(scene.btc.id("two"), 0);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(graph.ends())
        .singleElement()
        .satisfies(end -> assertThat(Scene.shares(end.taint())).isEqualTo("1:100 2:20"));
  }

  @Test
  void trace_stolenTransactionOfOutputs_stealsThemAll() {
    scene.btc.tx("theft").spends(List.of("old:0=100"), List.of("a=60", "b=30", "c=0"));
    scene.steal(scene.btc.id("theft"));

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a BTC 60", "HELD b BTC 30");
  }

  /** A stolen output begins at hop 0 even if the thief pays it from three hops away. */
  @Test
  void trace_stolenOutputOfADirtyTransaction_hasHopZero() {
    scene.btc.tx("one").spends(List.of("old:0=100"), List.of("a=100"));
    scene.btc.tx("two").spends(List.of("one:0=100"), List.of("b=100"));
    scene.btc.tx("three").spends(List.of("two:0=100", "own:0=50"), List.of("c=150"));
    scene.btc.tx("four").spends(List.of("three:0=150"), List.of("d=150"));
    scene.stealOutput(scene.btc.id("one"), 0).stealOutput(scene.btc.id("three"), 0);
    scene.stop = scene.stop.withMaxHops(1);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD d BTC 150");
  }

  @Test
  void trace_theftAfterTheLastTimeFollowed_isSaid() {
    threeAtOnce();
    source("theft", "a", scene.coin, -1);
    scene.stop = scene.stop.withUntil(eth.time());
    eth.tx("later").move("victim", "b", 7);
    scene.steal(eth.id("later"));

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactly("HELD a ETH 50");
    assertThat(graph.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.kind()).isEqualTo(DataGap.Kind.NOT_REACHED))
        .satisfies(gap ->
            assertThat(gap.detail())
                .isEqualTo("theft source heist#2 lies after the last time followed: not traced"));
  }
}
