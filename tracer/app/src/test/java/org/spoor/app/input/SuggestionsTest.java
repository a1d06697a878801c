package org.spoor.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {

  private static final List<String> NAMES =
      List.of("bitfinex-2016", "bybit-2025", "dmm-2024", "upbit-2019", "wazirx-2024");

  @Test
  void near_nameWithoutYear_isFound() {
    assertThat(Suggestions.near("bybit", NAMES)).startsWith("bybit-2025");
  }

  @Test
  void near_wrongYear_isFound() {
    assertThat(Suggestions.near("dmm-2023", NAMES)).containsExactly("dmm-2024");
  }

  @Test
  void near_mistypedInCapitals_isFound() {
    assertThat(Suggestions.near("WazirZ", NAMES)).containsExactly("wazirx-2024");
  }

  @Test
  void near_nothingLikeIt_isEmpty() {
    assertThat(Suggestions.near("mtgox", NAMES)).isEmpty();
  }
}
