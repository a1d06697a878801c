package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.Scenarios;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.flow.PeelChain.Stop;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;

/** The scenario whose README says what its shapes are. */
class GoldenPatternsTest {

  private static final GoldenCase CASE = GoldenCase.in(Scenarios.folder("utxo-patterns"));

  private static FlowGraph trace(TaintPolicy policy) {
    return CASE.trace(policy, FeeMode.SINK);
  }

  @Test
  void peelChain_isTheOnlyOne() {
    List<PeelChain> chains = trace(TaintPolicy.FIFO).patterns().peelChains();

    assertThat(chains).hasSize(1);
    PeelChain chain = chains.getFirst();
    assertThat(chain.hops())
        .extracting(hop -> hop.tx().text())
        .containsExactly(
            "peel-0", "peel-1", "peel-2", "peel-3", "peel-4", "peel-5", "peel-6", "peel-7",
            "peel-8", "peel-9");
    assertThat(chain.hops())
        .extracting(Hop::remainder)
        .extracting(OutPoint::index)
        .containsExactly(0, 0, 0, 0, 1, 0, 0, 1, 0, 0);
    assertThat(chain.peeled()).isEqualTo(Amount.of(450_000_000));
    assertThat(chain.hops().getLast().remaining()).isEqualTo(Amount.of(3_749_900_000L));
    assertThat(chain.stop()).isEqualTo(Stop.UNSPENT);
  }

  @Test
  void coinJoins_haveTheirOdds() {
    assertThat(trace(TaintPolicy.FIFO).patterns().coinJoins())
        .extracting(CoinJoin::tx)
        .extracting(Object::toString)
        .containsExactly("simple-coinjoin", "pool-round");
    assertThat(trace(TaintPolicy.FIFO).patterns().coinJoins())
        .extracting(coinJoin -> coinJoin.candidates().getFirst().odds())
        .containsExactly("1/3", "1/5");
    assertThat(trace(TaintPolicy.FIFO).patterns().coinJoins())
        .extracting(CoinJoin::unmatched)
        .containsExactly(3, 0);
  }

  @Test
  void cluster_isTheOneOfTheFan() {
    assertThat(trace(TaintPolicy.FIFO).patterns().clusters())
        .singleElement()
        .satisfies(cluster -> assertThat(cluster.members()).hasSize(8))
        .satisfies(cluster ->
            assertThat(cluster.links()).allMatch(link -> link.tx().text().equals("fan-8-collect")));
  }

  @ParameterizedTest
  @EnumSource(value = TaintPolicy.class, mode = EnumSource.Mode.EXCLUDE, names = "POISON")
  void everyPolicy_isExactAndEndsInTheCoinJoins(TaintPolicy policy) {
    FlowGraph graph = trace(policy);

    assertThat(graph.conservation()).allMatch(Conservation::isExact);
    assertThat(GoldenCase.ended(graph, EndKind.COINJOIN)).isEqualTo(Amount.of(105_005_000));
  }
}
