package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;

/** Following outputs on a UTXO chain. */
class OutputsTest {

  private static final long SUBSIDY = 5_000_000_000L;

  private final Scene scene = new Scene();
  private final LedgerWriter btc = scene.btc;

  private void theft() {
    btc.tx("theft").spends(List.of("old:0=100"), List.of("thief=100"));
    scene.stealOutput(btc.id("theft"), 0);
  }

  private FlowGraph exact(TaintPolicy policy) {
    FlowGraph graph = scene.trace(policy);
    assertThat(graph.conservation()).allMatch(Conservation::isExact);
    return graph;
  }

  /** A block: its coinbase, which claims {@code claim}, and behind it the thief's 100 less 10. */
  private void blockWithFee(long claim) {
    btc.tx("coinbase").spends(List.of(), List.of("miner=" + claim));
    btc.beside("on").spends(List.of("theft:0=100"), List.of("a=90"));
  }

  @Test
  void trace_feesSunk_endAsFee() {
    theft();
    blockWithFee(SUBSIDY + 10);

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD a BTC 90", "FEE FEE BTC 10");
  }

  @Test
  void trace_feesIntoTheCoinbase_areFollowed() {
    theft();
    blockWithFee(SUBSIDY + 10);
    btc.tx("spent").spends(List.of("coinbase:0=5000000010"), List.of("b=5000000000", "c=10"));
    scene.fees = FeeMode.COINBASE;

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD a BTC 90", "HELD c BTC 10");
    assertThat(scene.edges(graph)).contains("ISSUANCE>miner BTC 10/5000000010");
  }

  @Test
  void trace_coinbaseThatClaimsLess_burnsTheRest() {
    theft();
    blockWithFee(SUBSIDY + 4);
    scene.fees = FeeMode.COINBASE;

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD a BTC 90", "HELD miner BTC 4", "BURNED BURN BTC 6");
    assertThat(scene.ends(exact(TaintPolicy.TIHO)))
        .containsExactlyInAnyOrder("HELD a BTC 90", "HELD miner BTC 10");
  }

  @Test
  void trace_coinbaseThatClaimsMoreThanThereIs_isUnexplained() {
    theft();
    blockWithFee(SUBSIDY + 17);
    scene.fees = FeeMode.COINBASE;

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("HELD miner BTC 10");
    assertThat(scene.gaps(graph)).containsExactly("UNEXPLAINED UNKNOWN ?");
  }

  @Test
  void trace_blockNotHeld_sinksTheFeeAndSaysSo() {
    theft();
    blockWithFee(SUBSIDY + 10);
    scene.ledger.lacksBlock(btc.height());
    scene.fees = FeeMode.COINBASE;

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD a BTC 90", "FEE FEE BTC 10");
    assertThat(scene.gaps(graph)).containsExactly("BLOCK_MISSING UNKNOWN ?");
  }

  /** The fees enter the coinbase in the order of the block, clean ones between dirty ones. */
  @Test
  void trace_feesOfSeveralTransactions_keepTheOrderOfTheBlock() {
    btc.tx("theft").spends(List.of("old:0=200"), List.of("thief=100", "b=100"));
    scene.steal(btc.id("theft"));
    btc.tx("coinbase").spends(List.of(), List.of("miner=5000000005", "x=5", "y=5", "z=5"));
    btc.beside("one").spends(List.of("theft:0=100"), List.of("a=95"));
    btc.beside("two").spends(List.of("own:0=30"), List.of("d=25"));
    btc.beside("three").spends(List.of("theft:1=100"), List.of("c=90"));
    scene.fees = FeeMode.COINBASE;

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "HELD a BTC 95", "HELD c BTC 90", "HELD miner BTC 5", "HELD y BTC 5", "HELD z BTC 5");
  }

  @Test
  void trace_stolenCoinbase_isFollowed() {
    btc.tx("coinbase").spends(List.of(), List.of("miner=5000000000"));
    btc.tx("on").spends(List.of("coinbase:0=5000000000"), List.of("a=5000000000"));
    scene.stealOutput(btc.id("coinbase"), 0);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("HELD a BTC 5000000000");
    scene.fees = FeeMode.COINBASE;
    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("HELD a BTC 5000000000");
  }

  @Test
  void trace_feeOfABlockAfterTheLastTime_isATimeLimit() {
    theft();
    btc.tx("coinbase").spends(List.of(), List.of("miner=5000000010"));
    btc.beside("on").spends(List.of("theft:0=100"), List.of("a=90"));
    Instant last = btc.time();
    btc.tx("later").spends(List.of("coinbase:0=5000000010"), List.of("b=5000000010"));
    scene.fees = FeeMode.COINBASE;
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("HELD a BTC 90", "TIME_LIMIT miner BTC 10");
  }

  @Test
  void trace_duplicateCoinbase_burnsTheOverwrittenOutput() {
    UtxoTransaction first = btc.tx("coinbase").spends(List.of(), List.of("miner=5000000000"));
    scene.stealOutput(btc.id("coinbase"), 0);
    scene.ledger.fate(first.outPoint(0), new Spend.Overwritten());

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("BURNED miner BTC 5000000000");
  }

  @Test
  void trace_chainWithinOneBlock_isFollowedInOrder() {
    theft();
    btc.tx("one").spends(List.of("theft:0=100"), List.of("a=60", "b=40"));
    btc.beside("two").spends(List.of("one:0=60", "own:0=5"), List.of("c=65"));
    btc.beside("three").spends(List.of("two:0=65", "one:1=40"), List.of("d=100"));

    FlowGraph graph = exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD d BTC 95", "FEE FEE BTC 5");
    assertThat(scene.edges(graph))
        .containsExactly(
            "owner>thief BTC 100/100",
            "owner>a BTC 60/60",
            "owner>b BTC 40/40",
            "owner>c BTC 60/65",
            "owner>d BTC 95/100");
  }

  @Test
  void trace_zeroValueOutputs_getNothing() {
    theft();
    btc.tx("on").spends(List.of("theft:0=100"), List.of("a=0", "b=100", "OP_RETURN=0"));

    for (TaintPolicy policy : TaintPolicy.values()) {
      FlowGraph graph = scene.trace(policy);
      assertThat(scene.ends(graph)).as("%s", policy).containsExactly("HELD b BTC 100");
      assertThat(graph.edges()).as("%s", policy).hasSize(2);
    }
  }

  @Test
  void trace_edge_namesTheDirtyOutputsSpent() {
    theft();
    btc.tx("on").spends(List.of("own:0=5", "theft:0=100", "own:1=5"), List.of("a=110"));

    assertThat(exact(TaintPolicy.FIFO).edges().getLast())
        .isInstanceOfSatisfying(
            FlowEdge.OfOutput.class,
            edge -> assertThat(edge.spent()).containsExactly(new OutPoint(btc.id("theft"), 0)));
  }

  /** One input is two hops from the theft, the other none: the outputs are one hop from it. */
  @Test
  void trace_severalDirtyInputs_countFromTheNearest() {
    btc.tx("theft").spends(List.of("old:0=200"), List.of("thief=100", "b=100"));
    scene.steal(btc.id("theft"));
    btc.tx("one").spends(List.of("theft:0=100"), List.of("a=100"));
    btc.tx("two").spends(List.of("one:0=100"), List.of("c=100"));
    btc.tx("three").spends(List.of("two:0=100", "theft:1=100"), List.of("d=200"));
    scene.stop = scene.stop.withMaxHops(2);

    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("HELD d BTC 200");
    btc.tx("four").spends(List.of("three:0=200"), List.of("e=200"));
    btc.tx("five").spends(List.of("four:0=200"), List.of("x=200"));
    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("HOP_LIMIT x BTC 200");
  }

  @Test
  void trace_inputWorthOtherThanItsOutput_isMalformed() {
    theft();
    btc.tx("on").spends(List.of("theft:0=101"), List.of("a=101"));

    malformed("theft:0 is worth 101, but was created with 100");
  }

  @Test
  void trace_spendBeforeItsOutput_isMalformed() {
    btc.tx("early").spends(List.of("theft:0=100"), List.of("a=100"));
    theft();

    malformed("early spends theft:0 before it exists");
  }

  @Test
  void trace_spenderThatDoesNotSpend_isMalformed() {
    theft();
    UtxoTransaction other = btc.tx("other").spends(List.of("own:0=5"), List.of("a=5"));
    scene.ledger.fate(new OutPoint(btc.id("theft"), 0), new Spend.By(other));

    malformed("theft:0");
  }

  private void malformed(String text) {
    assertThatExceptionOfType(SpoorException.class)
        .isThrownBy(() -> scene.trace(TaintPolicy.FIFO))
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA));
  }

  @Test
  void trace_reverseOrderUnderLifo_isKeptInTheOutput() {
    btc.tx("one").spends(List.of("old:0=10"), List.of("a=10"));
    btc.tx("two").spends(List.of("own:0=10", "one:0=10"), List.of("b=20"));
    btc.tx("three").spends(List.of("two:0=20"), List.of("c=10", "d=10"));
    scene.stealOutput(btc.id("one"), 0);

    assertThat(scene.ends(exact(TaintPolicy.LIFO))).containsExactly("HELD d BTC 10");
    assertThat(scene.ends(exact(TaintPolicy.FIFO))).containsExactly("HELD d BTC 10");
  }

  @Test
  void trace_position_isTheOutputsIndex() {
    theft();
    btc.tx("on").spends(List.of("theft:0=100"), List.of("a=60", "b=40"));

    assertThat(exact(TaintPolicy.FIFO).edges())
        .extracting(FlowEdge::position)
        .containsExactly(
            new ChainPosition(1, 0, 0), new ChainPosition(2, 0, 0), new ChainPosition(2, 0, 1));
    assertThat(exact(TaintPolicy.FIFO).edges().getLast().amount()).isEqualTo(Amount.of(40));
  }
}
