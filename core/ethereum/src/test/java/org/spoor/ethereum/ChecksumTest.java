package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the examples of EIP-55. */
final class ChecksumTest {

  private static final String EXAMPLE = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
        EXAMPLE,
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "0x0000000000000000000000000000000000000000"
      })
  void expected_addressOfTheStandard_isNothingElse(String address) {
    assertThat(Checksum.expected(address)).isEmpty();
    assertThat(Checksum.expected(address.toLowerCase(Locale.ROOT))).isEmpty();
    assertThat(Checksum.expected(address.toUpperCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void expected_oneLetterInTheOtherCase_isTheRightCasing() {
    assertThat(Checksum.expected(EXAMPLE.replace("5aA", "5aa"))).contains(EXAMPLE);
    assertThat(Checksum.expected(EXAMPLE.replace("Aed", "AEd"))).contains(EXAMPLE);
  }

  /** One digit changed, as by a slip: it is told, and in most other letters too. */
  @Test
  void expected_otherDigit_isTold() {
    assertThat(Checksum.expected(EXAMPLE.replace("0x5a", "0x6a")))
        .hasValueSatisfying(
            due -> assertThat(due).startsWith("0x6").isNotEqualTo(EXAMPLE.replace("0x5a", "0x6a")));
  }
}
