package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.Scenarios;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;

/** The figures that are known for two thefts on a regtest chain that are split and merged. */
final class GoldenTaintSplitTest {

  private static final long LAST = 196;

  @TempDir private Path cut;

  @ParameterizedTest
  @CsvFileSource(
      resources = "/org/spoor/kit/scenarios/utxo-taint-split/golden.csv",
      numLinesToSkip = 1)
  void trace_seedsAtHeight_restInKnownOutputs(
      TaintPolicy policy, int seeds, FeeMode fees, long height, int outputs, long dirty) {
    Path folder = Scenarios.asOf(height, "utxo-taint-split", cut);

    FlowGraph graph = GoldenCase.in(folder).trace(policy, fees, seeds);

    assertThat(GoldenCase.ends(graph, EndKind.HELD)).hasSize(outputs);
    assertThat(GoldenCase.ended(graph, EndKind.HELD)).isEqualTo(Amount.of(dirty));
  }

  @ParameterizedTest
  @CsvSource({
    "HAIRCUT, 1, SINK,     99990000, 4001",
    "HAIRCUT, 2, COINBASE, 899990000,   0",
    "FIFO,    2, SINK,    899990000, 20000",
    "LIFO,    1, SINK,     99990000, 10000",
    "TIHO,    2, SINK,    899990000,     0",
    "LIBR,    1, SINK,     99990000, 20000",
  })
  void trace_toTheEnd_statementNamesSeededAndFees(
      TaintPolicy policy, int seeds, FeeMode fees, long seeded, long paid) {
    Path folder = Scenarios.asOf(LAST, "utxo-taint-split", cut);

    FlowGraph graph = GoldenCase.in(folder).trace(policy, fees, seeds);

    Conservation line = graph.conservation().getFirst();
    assertThat(graph.conservation()).hasSize(1);
    assertThat(line.isExact()).isTrue();
    assertThat(line.seeded()).isEqualTo(Amount.of(seeded));
    assertThat(line.ended(EndKind.FEE)).isEqualTo(Amount.of(paid));
  }
}
