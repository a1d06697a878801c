package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.Scenarios;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;

/** Made-up thefts on an account chain whose results are summed by hand, under every policy. */
final class GoldenAccountTest {

  private static final String THIEF = "0x2222222222222222222222222222222222222222";
  private static final String SECOND = "0x4444444444444444444444444444444444444444";

  @ParameterizedTest
  @CsvSource({
    "FIFO,     40,  40, 20",
    "LIFO,     30,  70,  0",
    "HAIRCUT,  39,  53,  8",
    "TIHO,     90,  10,  0",
    "LIBR,      0, 100,  0",
    "POISON,  100, 100, 20",
  })
  void trace_mixedTwice_endsAsSummedByHand(
      TaintPolicy policy, long exchange, long thief, long second) {
    FlowGraph graph = GoldenCase.in(Scenarios.folder("account-mixing")).trace(policy, FeeMode.SINK);

    assertThat(GoldenCase.ended(graph, EndKind.SERVICE)).isEqualTo(Amount.of(exchange));
    assertThat(heldAt(graph, THIEF)).isEqualTo(Amount.of(thief));
    assertThat(heldAt(graph, SECOND)).isEqualTo(Amount.of(second));
  }

  @ParameterizedTest
  @CsvSource({
    "FIFO,    2, 2",
    "LIFO,    4, 0",
    "HAIRCUT, 3, 1",
    "TIHO,    4, 0",
    "LIBR,    2, 2",
    "POISON,  8, 2",
  })
  void trace_theftFromAnAddressToItself_leavesBeforeItArrives(
      TaintPolicy policy, long exchange, long thief) {
    FlowGraph graph =
        GoldenCase.in(Scenarios.folder("account-self-transfer")).trace(policy, FeeMode.SINK);

    assertThat(GoldenCase.ended(graph, EndKind.SERVICE)).isEqualTo(Amount.of(exchange));
    assertThat(heldAt(graph, THIEF)).isEqualTo(Amount.of(thief));
  }

  private static Amount heldAt(FlowGraph graph, String address) {
    return GoldenCase.ends(graph, EndKind.HELD).stream()
        .filter(end -> end.place().text().equals(address))
        .map(end -> end.taint().total())
        .reduce(Amount.ZERO, Amount::plus);
  }
}
