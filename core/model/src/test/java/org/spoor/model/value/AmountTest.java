package org.spoor.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts against {@link BigInteger}, most of all where a machine word ends. */
class AmountTest {

  private static final int[] EDGES = {0, 1, 31, 32, 33, 62, 63, 64, 65, 95, 96, 126, 127, 128, 256};
  private static final int PAIRS = 40_000;

  /** Near a power of two, or anywhere. */
  private static BigInteger value(Random random) {
    if (random.nextInt(3) == 0) {
      return new BigInteger(random.nextInt(260), random);
    }
    BigInteger edge = BigInteger.ONE.shiftLeft(EDGES[random.nextInt(EDGES.length)]);
    return edge.add(BigInteger.valueOf(random.nextInt(7) - 3)).max(BigInteger.ZERO);
  }

  private static List<BigInteger> edges() {
    List<BigInteger> edges = new ArrayList<>();
    for (int bit : EDGES) {
      for (int d = -1; d <= 1; d++) {
        edges.add(BigInteger.ONE.shiftLeft(bit).add(BigInteger.valueOf(d)).max(BigInteger.ZERO));
      }
    }
    return edges;
  }

  private interface PairCheck {
    void check(BigInteger a, BigInteger b, String name);
  }

  private static void forPairs(PairCheck check) {
    for (BigInteger a : edges()) {
      for (BigInteger b : edges()) {
        check.check(a, b, a + " and " + b);
      }
    }
    for (long seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      check.check(value(random), value(random), "seed " + seed);
    }
  }

  @Test
  void plus_anyValues_isTheSum() {
    forPairs((a, b, name) ->
        assertThat(Amount.of(a).plus(Amount.of(b)).toBigInteger()).as(name).isEqualTo(a.add(b)));
  }

  @Test
  void minus_anyValues_isTheDifferenceOrRefused() {
    forPairs((a, b, name) -> {
      Amount left = Amount.of(a);
      Amount right = Amount.of(b);
      if (a.compareTo(b) >= 0) {
        assertThat(left.minus(right).toBigInteger()).as(name).isEqualTo(a.subtract(b));
      } else {
        assertThatExceptionOfType(ArithmeticException.class)
            .as(name)
            .isThrownBy(() -> left.minus(right));
      }
      assertThat(left.minusOrZero(right).toBigInteger())
          .as(name)
          .isEqualTo(a.subtract(b).max(BigInteger.ZERO));
    });
  }

  @Test
  void compareTo_anyValues_ordersLikeNumbers() {
    forPairs((a, b, name) -> {
      Amount left = Amount.of(a);
      Amount right = Amount.of(b);
      assertThat(Integer.signum(left.compareTo(right))).as(name).isEqualTo(a.compareTo(b));
      assertThat(left.equals(right)).as(name).isEqualTo(a.equals(b));
      assertThat(left.min(right).toBigInteger()).as(name).isEqualTo(a.min(b));
      assertThat(left.max(right).toBigInteger()).as(name).isEqualTo(a.max(b));
    });
  }

  @Test
  void equals_sameValueMadeInOtherWays_isEqualWithTheSameHash() {
    forPairs((a, b, name) -> {
      Amount made = Amount.of(a).plus(Amount.of(b)).minus(Amount.of(b));
      assertThat(made).as(name).isEqualTo(Amount.of(a)).hasSameHashCodeAs(Amount.of(a));
      assertThat(made.fitsTwoWords()).as(name).isEqualTo(a.bitLength() < 128);
      assertThat(made.isZero()).as(name).isEqualTo(a.signum() == 0);
    });
  }

  @Test
  void toString_anyValue_readsBack() {
    forPairs((a, b, name) -> {
      assertThat(Amount.of(a)).as(name).hasToString(a.toString());
      assertThat(Amount.parse(a.toString())).as(name).isEqualTo(Amount.of(a));
    });
  }

  @Test
  void ofWords_wordsOfAnAmount_isTheAmount() {
    forPairs((a, b, name) -> {
      Amount amount = Amount.of(a);
      if (amount.fitsTwoWords()) {
        assertThat(Amount.ofWords(amount.high(), amount.low())).as(name).isEqualTo(amount);
      }
    });
    assertThat(Amount.ofWords(-1, -1).toBigInteger())
        .isEqualTo(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
  }

  @Test
  void timesOver_anyValues_isTheWholePartOfTheQuotient() {
    for (long seed = 0; seed < 3 * PAIRS; seed++) {
      Random random = new Random(seed);
      timesOver(value(random), value(random), value(random), "seed " + seed);
    }
  }

  @Test
  void timesOver_wordEdges_isTheWholePartOfTheQuotient() {
    for (BigInteger a : edges()) {
      for (BigInteger part : edges()) {
        for (BigInteger whole : edges()) {
          timesOver(a, part, whole, a + " * " + part + " / " + whole);
        }
      }
    }
  }

  /** Long division errs, if it does, where the quotient's digits are at their limits. */
  @Test
  void timesOver_quotientsNextToAWordEdge_isTheWholePartOfTheQuotient() {
    for (long seed = 0; seed < 2 * PAIRS; seed++) {
      Random random = new Random(seed);
      BigInteger whole = value(random).mod(BigInteger.ONE.shiftLeft(127)).max(BigInteger.ONE);
      BigInteger a = whole.subtract(BigInteger.valueOf(random.nextInt(3))).max(BigInteger.ZERO);
      BigInteger high = BigInteger.valueOf(random.nextInt()).abs().shiftLeft(64);
      BigInteger part =
          high.add(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.valueOf(random.nextInt(3))));
      timesOver(a, part, whole, "seed " + seed);
    }
  }

  private static void timesOver(BigInteger a, BigInteger part, BigInteger whole, String name) {
    Amount amount = Amount.of(a);
    if (whole.signum() == 0) {
      assertThatExceptionOfType(ArithmeticException.class)
          .as(name)
          .isThrownBy(() -> amount.timesOver(Amount.of(part), Amount.ZERO));
      return;
    }
    BigInteger[] expected = a.multiply(part).divideAndRemainder(whole);
    assertThat(amount.timesOver(Amount.of(part), Amount.of(whole)).toBigInteger())
        .as(name)
        .isEqualTo(expected[0]);
    assertThat(amount.remainderOver(Amount.of(part), Amount.of(whole)).toBigInteger())
        .as(name)
        .isEqualTo(expected[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "+1", "1.0", "1e3", "0x10", " 1", "1 ", "1,000", "١", "NaN"})
  void parse_anythingButDigits_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amount.parse(text))
        .withMessageContaining("'" + text + "'");
  }

  @Test
  void parse_upToAHundredDigits_isRead() {
    assertThat(Amount.parse("9".repeat(100)).toBigInteger())
        .isEqualTo(new BigInteger("9".repeat(100)));
    assertThat(Amount.parse("007")).isEqualTo(Amount.of(7));
    assertThat(Amount.parse("0")).isEqualTo(Amount.ZERO);
    assertThatIllegalArgumentException().isThrownBy(() -> Amount.parse("9".repeat(101)));
  }

  @Test
  void of_negative_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> Amount.of(BigInteger.valueOf(-1)));
  }
}
