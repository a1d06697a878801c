package org.spoor.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.Golden;
import org.spoor.app.SampleGraph;
import org.spoor.app.result.Band;
import org.spoor.app.result.EndTotal;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Amount;

final class TraceReportTest {

  private final FlowGraph graph = SampleGraph.graph();
  private final AssetNames names =
      new AssetNames(graph.incidents(), SampleGraph::describe, new IcuConfusables());

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 160})
  void of_sample_isTheGoldenText(int width) {
    List<String> lines = new TraceReport(names, width, 25).of(graph);
    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(Golden.text("report/sample-" + width + ".txt", lines));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 160})
  void of_sample_fitsTheScreen(int width) {
    assertThat(new TraceReport(names, width, 25).of(graph))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
  }

  @Test
  void of_moreEndsThanRows_sumsUpTheRestAndFoldsEqualOnes() {
    List<TraceEnd> ends = new ArrayList<>();
    IntStream.range(10, 14).forEach(i -> ends.add(held(i, "3")));
    ends.add(held(20, "2"));
    ends.add(held(21, "1"));
    List<String> lines = new TraceReport(names, 100, 2).of(withEnds(ends));
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("4 places with 3 each, the first"))
        .contains("... and 1 more, together 1 ETH");
  }

  @Test
  void of_poison_saysThatItDoesNotConserve() {
    FlowGraph poison = poison();
    List<String> lines = new TraceReport(names, 100, 25).of(poison);
    assertThat(lines)
        .contains("  POISON does not conserve: it calls 15 ETH dirty, 1.50 times what was seeded")
        .doesNotContain("  exact to the base unit");
  }

  @Test
  void of_statementThatIsOff_isSaidToBe() {
    Conservation off =
        new Conservation(
            "sample-2025",
            SampleGraph.ETH,
            Amount.of(2),
            Amount.ZERO,
            Map.of(EndKind.HELD, Amount.of(1)),
            Optional.empty());
    assertThat(new TraceReport(names, 100, 25).of(with(graph.ends(), List.of(off), "FIFO")))
        .contains("  DOES NOT ADD UP: the two sides differ");
  }

  @Test
  void comparing_runs_showsBandsAndMergesEqualStatements() {
    FlowGraph other = with(List.of(held(10, "10")), graph.conservation(), "LIFO");
    List<Band> bands =
        Band.of(
            Map.of(
                TaintPolicy.FIFO, EndTotal.of(graph.ends()),
                TaintPolicy.LIFO, EndTotal.of(other.ends())));
    List<String> lines =
        new TraceReport(names, 160, 25)
            .comparing(
                List.of(poison(), graph, other), new BandSection(names, 160, 25).lines(bands));
    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(Golden.text("report/comparison-160.txt", lines));
  }

  @Test
  void comparing_runsInOrderOfPolicies_tellsTheRestOfTheDefaultOne() {
    FlowGraph haircut = with(List.of(held(10, "10")), graph.conservation(), "HAIRCUT");
    List<String> lines =
        new TraceReport(names, 160, 25).comparing(List.of(poison(), haircut, graph), List.of());
    assertThat(lines).contains("The rest is as the FIFO run tells it.", "NOT FOLLOWED");
  }

  @Test
  void comparing_withoutTheDefault_tellsTheRestOfTheFirstThatConserves() {
    FlowGraph haircut = with(graph.ends(), graph.conservation(), "HAIRCUT");
    assertThat(new TraceReport(names, 160, 25).comparing(List.of(poison(), haircut), List.of()))
        .contains("The rest is as the HAIRCUT run tells it.");
  }

  private FlowGraph poison() {
    Conservation statement =
        new Conservation(
            "sample-2025",
            SampleGraph.ETH,
            SampleGraph.ether("10"),
            Amount.ZERO,
            Map.of(EndKind.HELD, SampleGraph.ether("15")),
            Optional.of(SampleGraph.ether("15")));
    return with(List.of(held(10, "15")), List.of(statement), "POISON");
  }

  private static TraceEnd held(int place, String ether) {
    return SampleGraph.end(
        EndKind.HELD,
        SampleGraph.eth(Integer.toString(place)),
        SampleGraph.ETH,
        SampleGraph.share(SampleGraph.firstOrigin(), SampleGraph.ether(ether)));
  }

  private FlowGraph withEnds(List<TraceEnd> ends) {
    return with(ends, graph.conservation(), "FIFO");
  }

  private FlowGraph with(List<TraceEnd> ends, List<Conservation> statements, String policy) {
    return new FlowGraph(
        graph.incidents(),
        policy,
        graph.request(),
        graph.inputs(),
        graph.heads(),
        statements,
        ends,
        graph.edges(),
        graph.rejected(),
        graph.flagged(),
        graph.gaps(),
        graph.assets(),
        graph.attributions());
  }
}
