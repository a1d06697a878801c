package org.spoor.model.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;

class ConservationTest {

  private static Conservation line(Map<EndKind, Amount> ended) {
    return new Conservation(
        "heist", new Coin(Chain.ETHEREUM), Amount.of(70), Amount.of(30), ended, Optional.empty());
  }

  @Test
  void isExact_bothSidesEqual_isTrue() {
    Conservation line =
        line(
            Map.of(
                EndKind.HELD,
                Amount.of(60),
                EndKind.BUDGET,
                Amount.of(25),
                EndKind.COINJOIN,
                Amount.of(15)));

    assertThat(line.isExact()).isTrue();
    assertThat(line.notFollowed()).isEqualTo(Amount.of(40));
    assertThat(line.ended(EndKind.FEE)).isEqualTo(Amount.ZERO);
  }

  @Test
  void isExact_oneUnitOff_isFalse() {
    assertThat(line(Map.of(EndKind.HELD, Amount.of(99))).isExact()).isFalse();
    assertThat(line(Map.of(EndKind.HELD, Amount.of(101))).isExact()).isFalse();
  }

  @Test
  void isExact_poison_isNeverTrue() {
    Conservation poison =
        new Conservation(
            "heist",
            new Coin(Chain.ETHEREUM),
            Amount.of(5),
            Amount.ZERO,
            Map.of(EndKind.HELD, Amount.of(5)),
            Optional.of(Amount.of(5)));

    assertThat(poison.isExact()).isFalse();
  }
}
