package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.chain.Spend;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;

/** Where trails end, and as what. */
class EndsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;
  private final LedgerWriter btc = scene.btc;

  private void theft(long amount) {
    eth.opens("victim", scene.coin, amount).tx("theft").move("victim", "thief", amount);
    scene.steal(eth.id("theft"));
  }

  @Test
  void trace_unspent_isHeld() {
    theft(100);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactly("HELD thief ETH 100");
    assertThat(scene.edges(graph)).containsExactly("victim>thief ETH 100/100");
    assertThat(graph.conservation())
        .singleElement()
        .satisfies(line -> assertThat(line.seeded()).isEqualTo(Amount.of(100)))
        .satisfies(line -> assertThat(line.ended(EndKind.HELD)).isEqualTo(Amount.of(100)))
        .matches(Conservation::isExact);
  }

  @Test
  void trace_historyKnownInPart_isADataGap() {
    theft(100);
    scene.ledger.knowsInPart(eth.at("thief"));

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("DATA_GAP thief ETH 100");
  }

  @Test
  void trace_custodian_isAServiceAndItsOutflowClean() {
    theft(100);
    eth.tx("deposit").move("thief", "exchange", 60);
    eth.tx("out").move("exchange", "a", 60);
    scene.exchange(eth.at("exchange"));

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("SERVICE exchange ETH 60", "HELD thief ETH 40");
    assertThat(graph.ends())
        .filteredOn(end -> end.kind() == EndKind.SERVICE)
        .singleElement()
        .satisfies(
            end -> assertThat(end.attribution().map(Attribution::label)).contains("somebody"));
  }

  @Test
  void trace_addressThatIsNoCustodian_isFollowed() {
    theft(100);
    eth.tx("on").move("thief", "a", 60);
    scene.attribute(eth.at("a"), "user");

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("HELD a ETH 60", "HELD thief ETH 40");
  }

  @Test
  void trace_feeAndBurn_endOutsideEveryAddress() {
    theft(100);
    eth.tx("burn").fee("thief", 3).burn("thief", scene.coin, 7);

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("FEE FEE ETH 3", "BURNED BURN ETH 7", "HELD thief ETH 90");
    assertThat(scene.edges(graph)).contains("thief>FEE ETH 3/3", "thief>BURN ETH 7/7");
  }

  @Test
  void trace_statedFrozenAndRecovered_goBeforeHeld() {
    theft(100);
    scene.frozen(eth.at("thief"), scene.coin, 30).recovered(eth.at("thief"), scene.coin, 50);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "FROZEN thief ETH 30", "RECOVERED thief ETH 50", "HELD thief ETH 20");
  }

  @Test
  void trace_statedFrozenMoreThanThereIs_takesWhatThereIs() {
    theft(100);
    scene.frozen(eth.at("thief"), scene.coin, 130);

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("FROZEN thief ETH 100");
  }

  @Test
  void trace_statedFrozenAtACustodian_isFrozenThere() {
    theft(100);
    eth.tx("deposit").move("thief", "exchange", 60);
    scene.exchange(eth.at("exchange")).frozen(eth.at("exchange"), scene.coin, 25);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder(
            "FROZEN exchange ETH 25", "SERVICE exchange ETH 35", "HELD thief ETH 40");
  }

  @Test
  void trace_realBalanceBelowTheEvents_isADiscrepancy() {
    theft(100);
    scene.ledger.holds(eth.at("thief"), scene.coin, Amount.of(97));

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("DISCREPANCY thief ETH 3", "HELD thief ETH 97");
  }

  @Test
  void trace_realBalanceAboveTheEvents_isAllHeld() {
    theft(100);
    scene.ledger.holds(eth.at("thief"), scene.coin, Amount.of(103));

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("HELD thief ETH 100");
  }

  @Test
  void trace_poison_tellsAmplificationInsteadOfASum() {
    theft(10);
    eth.opens("thief", scene.coin, 90);

    FlowGraph graph = scene.trace(TaintPolicy.POISON);

    assertThat(scene.ends(graph)).containsExactly("HELD thief ETH 100");
    assertThat(graph.conservation())
        .singleElement()
        .satisfies(line -> assertThat(line.isExact()).isFalse())
        .satisfies(line -> assertThat(line.seeded()).isEqualTo(Amount.of(10)))
        .satisfies(line -> assertThat(line.tainted()).contains(Amount.of(100)));
  }

  /** Two deposits with different sources in one end: together they are 8, not the larger 5. */
  @Test
  void trace_poisonEndOfSeveralSources_addsWhatDoesNotOverlap() {
    eth.tx("one").move("victim", "a", 5);
    eth.tx("two").move("victim", "b", 3);
    eth.tx("in").move("a", "exchange", 5);
    eth.tx("in again").move("b", "exchange", 3);
    scene.steal(eth.id("one")).steal(eth.id("two")).exchange(eth.at("exchange"));

    assertThat(scene.trace(TaintPolicy.POISON).conservation())
        .singleElement()
        .satisfies(line -> assertThat(line.tainted()).contains(Amount.of(8)));
  }

  @Test
  void trace_outputs_endByTheirFate() {
    btc.tx("theft")
        .spends(List.of("old:0=100"), List.of("a=40", "b=30", "OP_RETURN=5", "exchange=20"));
    btc.tx("gone").spends(List.of("theft:0=40"), List.of("c=39"));
    scene.steal(btc.id("theft")).exchange(btc.at("exchange"));
    scene.ledger.fate(new OutPoint(btc.id("theft"), 1), new Spend.Unknown());

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "HELD c BTC 39",
            "FEE FEE BTC 1",
            "DATA_GAP b BTC 30",
            "BURNED Script[text=OP_RETURN 00] BTC 5",
            "SERVICE exchange BTC 20");
    assertThat(graph.ends())
        .filteredOn(end -> end.kind() == EndKind.HELD)
        .allMatch(end -> end.output().isPresent());
  }

  @Test
  void trace_outputFrozen_isFrozen() {
    btc.tx("theft").spends(List.of("old:0=100"), List.of("a=100"));
    scene.stealOutput(btc.id("theft"), 0).frozen(btc.at("a"), btc.coin(), 60);

    assertThat(scene.ends(TaintPolicy.FIFO))
        .containsExactlyInAnyOrder("FROZEN a BTC 60", "HELD a BTC 40");
  }

  @Test
  void trace_theftNotInTheData_endsAsStated() {
    scene.steal(
        eth.id("unseen"),
        Optional.of(eth.at("thief")),
        Optional.of(scene.coin),
        OptionalInt.empty(),
        Optional.of(Amount.of(77)));

    FlowGraph graph = scene.trace(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactly("DATA_GAP thief ETH 77");
    assertThat(scene.gaps(graph)).containsExactly("TRANSACTION_MISSING UNKNOWN ?");
    assertThat(graph.conservation()).allMatch(Conservation::isExact);
  }
}
