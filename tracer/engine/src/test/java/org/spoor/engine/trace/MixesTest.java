package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;

/** Trails that come to CoinJoins, and the patterns of what a walk reaches. */
class MixesTest {

  private static final long POOL = 1_000_000;

  private final Scene scene = new Scene();
  private final LedgerWriter btc = scene.btc;

  private void theft(long value) {
    btc.tx("theft").spends(List.of("old:0=" + value), List.of("thief=" + value));
    scene.stealOutput(btc.id("theft"), 0);
  }

  /** A Whirlpool round of the stolen output and four others, each of an owner of its own. */
  private UtxoTransaction round() {
    btc.tx("mix");
    List<Input> inputs = new ArrayList<>();
    inputs.add(new Input(new OutPoint(btc.id("theft"), 0), btc.at("thief"), Amount.of(POOL + 500)));
    for (int i = 0; i < 4; i++) {
      inputs.add(new Input(new OutPoint(btc.id("own"), i), btc.at("o" + i), Amount.of(POOL)));
    }
    List<String> outputs =
        IntStream.range(0, 5).mapToObj(i -> "abcde".charAt(i) + "=" + POOL).toList();
    UtxoTransaction some = btc.spends(List.of(), outputs);
    UtxoTransaction mix =
        new UtxoTransaction(some.id(), some.position(), some.time(), inputs, some.outputs());
    scene.ledger.add(mix);
    return mix;
  }

  private void theftIntoARound() {
    theft(POOL + 500);
    round();
    btc.tx("on").spends(List.of("mix:0=" + POOL), List.of("x=" + POOL));
  }

  @ParameterizedTest
  @EnumSource(TaintPolicy.class)
  void trace_intoACoinJoin_endsThere(TaintPolicy policy) {
    theftIntoARound();

    FlowGraph graph = scene.trace(policy);

    assertThat(scene.ends(graph)).containsExactly("COINJOIN thief BTC " + (POOL + 500));
    assertThat(scene.edges(graph)).hasSize(1);
    assertThat(graph.ends().getFirst().output()).contains(new OutPoint(btc.id("theft"), 0));
  }

  @Test
  void trace_intoACoinJoin_isExactAndTellsTheCandidates() {
    theftIntoARound();

    CoinJoin coinJoin = scene.exact(TaintPolicy.FIFO).patterns().coinJoins().getFirst();

    assertThat(coinJoin.tx()).isEqualTo(btc.id("mix"));
    assertThat(coinJoin.scheme()).isEqualTo(Scheme.WHIRLPOOL);
    assertThat(coinJoin.followed()).isFalse();
    assertThat(coinJoin.entered()).containsExactly(new OutPoint(btc.id("theft"), 0));
    assertThat(coinJoin.candidates()).hasSize(1);
    assertThat(coinJoin.candidates().getFirst().odds()).isEqualTo("1/5");
    assertThat(coinJoin.unmatched()).isZero();
  }

  @Test
  void trace_throughACoinJoin_followsCandidates() {
    theftIntoARound();
    scene.stop = scene.stop.throughCoinJoins();

    FlowGraph graph = scene.exact(TaintPolicy.HAIRCUT);

    assertThat(graph.edges())
        .filteredOn(edge -> edge.tx().equals(btc.id("mix")))
        .hasSize(5)
        .allMatch(edge -> edge.evidence() == EvidenceClass.CANDIDATE);
    assertThat(graph.edges())
        .filteredOn(edge -> !edge.tx().equals(btc.id("mix")))
        .extracting(FlowEdge::evidence)
        .containsExactly(EvidenceClass.FACT, EvidenceClass.FACT);
    assertThat(graph.ends()).extracting(TraceEnd::kind).doesNotContain(EndKind.COINJOIN);
    assertThat(graph.patterns().coinJoins().getFirst().followed()).isTrue();
    assertThat(graph.request()).contains(new Setting("throughCoinJoins", "true"));
  }

  @ParameterizedTest
  @EnumSource(value = TaintPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "POISON")
  void trace_throughACoinJoin_isExactByEveryPolicy(TaintPolicy policy) {
    theftIntoARound();
    scene.stop = scene.stop.throughCoinJoins();

    assertThat(scene.exact(policy).ends())
        .extracting(TraceEnd::kind)
        .doesNotContain(EndKind.COINJOIN);
  }

  @Test
  void trace_throughACoinJoinButNoCandidates_endsThere() {
    theftIntoARound();
    scene.stop = scene.stop.throughCoinJoins();
    scene.weakest = EvidenceClass.HEURISTIC;

    assertThat(scene.ends(TaintPolicy.FIFO)).containsExactly("COINJOIN thief BTC " + (POOL + 500));
  }

  @Test
  void trace_coinJoinAfterTheLastTime_isATimeLimit() {
    theft(POOL + 500);
    Instant last = btc.time();
    round();
    scene.stop = scene.stop.withUntil(last);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactly("TIME_LIMIT thief BTC " + (POOL + 500));
    assertThat(graph.patterns().coinJoins()).isEmpty();
  }

  @Test
  void trace_theftInACoinJoin_isFollowed() {
    theftIntoARound();
    scene.stealOutput(btc.id("mix"), 0);

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder("COINJOIN thief BTC " + (POOL + 500), "HELD x BTC " + POOL);
    assertThat(graph.edges())
        .filteredOn(edge -> edge.tx().equals(btc.id("mix")))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.type(FlowEdge.OfOutput.class))
        .extracting(FlowEdge.OfOutput::spent)
        .isEqualTo(List.of());
  }

  @Test
  void trace_tx0_isFollowedAndMarked() {
    theft(3 * POOL);
    btc.tx("tx0")
        .spends(
            List.of("theft:0=" + 3 * POOL),
            List.of("OP_RETURN=0", "a=1005000", "b=1005000", "c=50000", "d=939000"));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("HELD a BTC 1005000", "HELD d BTC 939000");
    assertThat(graph.flagged()).hasSize(1);
    assertThat(graph.flagged().getFirst().reason())
        .contains("Whirlpool Tx0", "2 outputs of 1005000");
    assertThat(graph.patterns().coinJoins()).isEmpty();
  }

  private void join() {
    theft(9_000);
    btc.tx("mix");
    UtxoTransaction some =
        btc.spends(List.of(), List.of("a=5000", "b=5000", "c=5000", "d=3900", "e=3901"));
    List<Input> inputs =
        List.of(
            new Input(new OutPoint(btc.id("theft"), 0), btc.at("thief"), Amount.of(9_000)),
            new Input(new OutPoint(btc.id("own"), 0), btc.at("x"), Amount.of(9_000)),
            new Input(new OutPoint(btc.id("own"), 1), btc.at("exchange"), Amount.of(9_000)));
    scene.ledger.add(
        new UtxoTransaction(some.id(), some.position(), some.time(), inputs, some.outputs()));
  }

  @Test
  void trace_joinMarketShape_ends() {
    join();

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactly("COINJOIN thief BTC 9000");
  }

  @Test
  void trace_joinMarketShapeOfAnExchange_isFollowedAndMarked() {
    join();
    scene.exchange(btc.at("exchange"));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).containsExactlyInAnyOrder("HELD a BTC 5000", "HELD b BTC 4000");
    assertThat(graph.flagged().getFirst().reason())
        .contains("JoinMarket-like", "belongs to an exchange: somebody");
  }

  @Test
  void patterns_clustersLeaveCoinJoinsOut() {
    join();

    assertThat(scene.exact(TaintPolicy.FIFO).patterns().clusters()).isEmpty();
    scene.exchange(btc.at("exchange"));
    assertThat(scene.exact(TaintPolicy.FIFO).patterns().clusters().getFirst().members()).hasSize(3);
  }

  @Test
  void patterns_peelChain_isTold() {
    theft(9_000_000_000L);
    long left = 9_000_000_000L;
    String last = "theft:0";
    for (int i = 0; i < 4; i++) {
      String before = last + "=" + left;
      left -= 1_000_010;
      btc.tx("peel" + i).spends(List.of(before), List.of("a=1000000", "own" + i + "=" + left));
      last = "peel" + i + ":1";
    }

    List<PeelChain> chains = scene.exact(TaintPolicy.FIFO).patterns().peelChains();

    assertThat(chains).hasSize(1);
    assertThat(chains.getFirst().hops()).hasSize(4);
    assertThat(chains.getFirst().stop()).isEqualTo(PeelChain.Stop.UNSPENT);
  }
}
