package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.Scenarios;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;

/** How each policy divides one transaction whose result is known. */
final class GoldenMappingTest {

  private static final String MAPPING =
      "f1518315a2beb2470d86f29fc20ce0e568852b764970cb8d4ac81cb181929865";

  @ParameterizedTest
  @CsvSource({
    "HAIRCUT, 133332000, 133332000, 133332000,  4000",
    "FIFO,            0, 266660000, 133340000,     0",
    "LIFO,    133330000, 266670000,         0,     0",
    "TIHO,    333330000,  66670000,         0,     0",
    "LIBR,            0,  66660000, 333330000, 10000",
    "POISON,  333330000, 333330000, 333330000, 10000",
  })
  void trace_dirtyInputBetweenCleanOnes_isDividedAsKnown(
      TaintPolicy policy, long first, long second, long third, long fee) {
    FlowGraph graph = GoldenCase.in(Scenarios.folder("utxo-mapping")).trace(policy, FeeMode.SINK);

    assertThat(IntStream.range(0, 3).mapToObj(j -> GoldenCase.dirtyIn(graph, MAPPING, j)))
        .containsExactlyElementsOf(Stream.of(first, second, third).map(Amount::of).toList());
    assertThat(GoldenCase.ended(graph, EndKind.FEE)).isEqualTo(Amount.of(fee));
  }

  @Test
  void haircut_oneDirtyUnitForTwoOutputs_goesToTheFirst() {
    FlowGraph graph =
        GoldenCase.in(Scenarios.folder("utxo-odd-unit")).trace(TaintPolicy.HAIRCUT, FeeMode.SINK);

    assertThat(GoldenCase.dirtyIn(graph, "mix", 0)).isEqualTo(Amount.of(1));
    assertThat(GoldenCase.dirtyIn(graph, "mix", 1)).isEqualTo(Amount.ZERO);
  }

  @Test
  void lifo_outputSpentAgain_isCutNewestFirst() {
    FlowGraph graph =
        GoldenCase.in(Scenarios.folder("utxo-lifo-order")).trace(TaintPolicy.LIFO, FeeMode.SINK);

    assertThat(GoldenCase.dirtyIn(graph, "spend", 0)).isEqualTo(Amount.of(3));
    assertThat(GoldenCase.dirtyIn(graph, "spend", 1)).isEqualTo(Amount.ZERO);
  }
}
