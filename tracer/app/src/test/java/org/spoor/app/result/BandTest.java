package org.spoor.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spoor.app.SampleGraph;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Amount;

final class BandTest {

  private static final Destination HELD =
      new Destination(EndKind.HELD, SampleGraph.THIEF, SampleGraph.ETH);

  @Test
  void of_policiesThatDiffer_goesFromTheLeastToTheMostOfThoseThatConserve() {
    Band band =
        Band.of(
                Map.of(
                    TaintPolicy.POISON, ends(100),
                    TaintPolicy.HAIRCUT, ends(5),
                    TaintPolicy.FIFO, ends(3),
                    TaintPolicy.LIFO, ends(9),
                    TaintPolicy.TIHO, ends(9)))
            .getFirst();
    assertThat(band.conserving().lowest()).isEqualTo(Amount.of(3));
    assertThat(band.conserving().highest()).isEqualTo(Amount.of(9));
    assertThat(band.conservingGiving(band.conserving().highest()))
        .containsExactly(TaintPolicy.LIFO, TaintPolicy.TIHO);
    assertThat(band.poison()).contains(Amount.of(100));
  }

  @Test
  void of_policyThatSendsNothing_countsAsZero() {
    Band band = Band.of(Map.of(TaintPolicy.FIFO, List.of(), TaintPolicy.LIFO, ends(4))).getFirst();
    assertThat(band.conserving().lowest()).isEqualTo(Amount.ZERO);
    assertThat(band.conservingGiving(band.conserving().lowest())).containsExactly(TaintPolicy.FIFO);
    assertThat(band.amounts()).containsEntry(TaintPolicy.FIFO, Amount.ZERO);
  }

  @Test
  void of_sameRuns_isInTheOrderOfDestinations() {
    List<Band> bands = Band.of(Map.of(TaintPolicy.FIFO, EndTotal.of(SampleGraph.graph().ends())));
    assertThat(bands).extracting(Band::destination).isSorted().hasSize(6);
  }

  private static List<EndTotal> ends(long amount) {
    return List.of(new EndTotal(HELD, Amount.of(amount), 1, Optional.empty()));
  }
}
