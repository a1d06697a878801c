package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.CoinJoin.Candidate;
import org.spoor.model.flow.CoinJoin.Candidates;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Patterns;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

class EndRowsTest {

  private static final OutPoint ENTERED = new OutPoint(new TxId(Chain.BITCOIN, "before"), 0);
  private static final TxId MIX = new TxId(Chain.BITCOIN, "mix");

  private static Address owner(String name) {
    return new Address(Chain.BITCOIN, name);
  }

  private static FlowGraph endingInAMixOf(int outputs) {
    TraceEnd end =
        new TraceEnd(
            EndKind.COINJOIN,
            owner("thief"),
            Optional.of(ENTERED),
            new Coin(Chain.BITCOIN),
            new Taint.Share(new Origin("heist", 1), Amount.of(7)),
            Optional.empty());
    Candidates group =
        new Candidates(
            Amount.of(5),
            IntStream.range(0, outputs)
                .mapToObj(i -> new Candidate(new OutPoint(MIX, i), owner("o" + i)))
                .toList());
    CoinJoin mix =
        new CoinJoin(
            MIX,
            Instant.EPOCH,
            CoinJoin.Scheme.WASABI_1,
            CoinJoin.Confidence.HIGH,
            List.of("because"),
            List.of(group),
            1,
            List.of(ENTERED),
            false);
    return new FlowGraph(
        List.of(),
        "FIFO",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(end),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        AttributionBook.EMPTY,
        new Patterns(List.of(mix), List.of(), List.of()));
  }

  private static Object properties(FlowGraph graph) {
    return new EndRows(graph, "t")
        .ends()
        .flatMap(row -> Stream.ofNullable(row.get("properties")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ends_inACoinJoin_nameItAndItsCandidates() {
    assertThat(properties(endingInAMixOf(2)))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsAllEntriesOf(
            Map.of(
                "coinJoin", "mix",
                "scheme", "WASABI_1",
                "confidence", "HIGH",
                "candidateCount", 2L,
                "candidates", List.of("mix:0", "mix:1")));
  }

  @Test
  void ends_inACoinJoinOfVeryMany_countThem() {
    assertThat(properties(endingInAMixOf(1_001)))
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("candidateCount", 1_001L)
        .doesNotContainKey("candidates");
  }
}
