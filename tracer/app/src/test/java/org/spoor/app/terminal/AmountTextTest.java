package org.spoor.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.value.Amount;

final class AmountTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;18;0",
        "1;18;0.000000000000000001",
        "1000000000000000000;18;1",
        "401346768858404671846374;18;401,346.768858404671846374",
        "450290000000;8;4,502.9",
        "1234567;0;1,234,567",
        "999;0;999"
      })
  void units_baseUnits_areExactAndReadable(String base, int decimals, String text) {
    assertThat(AmountText.units(Amount.parse(base), decimals)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1,3,33.33 %",
    "3,3,100.00 %",
    "1,1000000,<0.01 %",
    "0,5,0.00 %",
    "99999,100000,>99.99 %",
    "2,1,200.00 %"
  })
  void share_part_isInPerCentWithTwoDecimals(long part, long whole, String text) {
    assertThat(AmountText.share(Amount.of(part), Amount.of(whole))).isEqualTo(text);
  }

  @Test
  void share_ofNothing_isEmpty() {
    assertThat(AmountText.share(Amount.of(1), Amount.ZERO)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1580;1,580", "119756.62032288;119,756.62032288", "5.43T;5.43T"})
  void figure_asPrinted_onlyNumbersAreGrouped(String printed, String text) {
    assertThat(AmountText.figure(printed)).isEqualTo(text);
  }
}
