package org.spoor.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainPositionTest {

  @Test
  void compareTo_anyOrder_goesByHeightThenTransactionThenEvent() {
    List<ChainPosition> inOrder =
        List.of(
            ChainPosition.startOf(0),
            new ChainPosition(4, 9, 9),
            ChainPosition.startOf(5),
            new ChainPosition(5, 0, 1),
            new ChainPosition(5, 1, 0),
            new ChainPosition(5, 1, 7),
            new ChainPosition(5, 1, 7, true),
            new ChainPosition(5, 1, 3).endOfTransaction(),
            new ChainPosition(5, 2, 0),
            ChainPosition.endOf(5),
            new ChainPosition(6, 0, 0),
            new ChainPosition(4_294_967_295L, 0, 0));
    List<ChainPosition> mixed = new ArrayList<>(inOrder);
    Collections.shuffle(mixed, new Random(1));

    assertThat(mixed.stream().sorted()).containsExactlyElementsOf(inOrder);
  }

  @Test
  void withEvent_blockNotKnown_staysUnknown() {
    ChainPosition assumed = new ChainPosition(5, 1, 0, true);

    assertThat(assumed.withEvent(3)).isEqualTo(new ChainPosition(5, 1, 3, true));
    assertThat(assumed.endOfTransaction().knownHeight()).isEmpty();
    assertThat(ChainPosition.startOf(5).knownHeight()).hasValue(5);
  }

  @Test
  void new_outOfRange_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChainPosition(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChainPosition(0, -1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChainPosition(0, 0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChainPosition(1L << 32, 0, 0));
  }
}
