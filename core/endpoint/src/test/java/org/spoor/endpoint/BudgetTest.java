package org.spoor.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;

class BudgetTest {

  private static SpoorException failure(Budget budget, int calls) {
    return catchThrowableOfType(SpoorException.class, () -> budget.spend(calls));
  }

  @Test
  void fitting_some_areAsManyAsAreLeft() {
    Budget budget = Budget.of(OptionalLong.of(10));
    budget.spend(7);

    assertThat(budget.fitting(2)).isEqualTo(2);
    assertThat(budget.fitting(5)).isEqualTo(3);
  }

  @Test
  void spend_moreThanIsLeft_isToldFromOtherFailures() {
    SpoorException failure = failure(Budget.of(OptionalLong.of(10)), 11);

    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(Budget.isSpent(failure)).isTrue();
    assertThat(Budget.isSpent(SpoorException.unavailable("no connection"))).isFalse();
  }

  @Test
  void spend_afterItWasNotEnough_staysSo() {
    Budget budget = Budget.of(OptionalLong.of(10));

    assertThat(failure(budget, 11)).isNotNull();
    assertThat(failure(budget, 1)).isNotNull();
    assertThat(budget.fitting(1)).isZero();
  }

  @Test
  void spend_withoutEnd_isNeverRefused() {
    Budget budget = Budget.of(OptionalLong.empty());
    budget.spend(Integer.MAX_VALUE);

    assertThat(budget.fitting(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }
}
