package org.spoor.app.terminal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.spoor.model.value.Amount;

/** Numbers as people read them; amounts are never rounded. */
public final class AmountText {

  private static final BigInteger TEN_THOUSAND = BigInteger.valueOf(10_000);

  private AmountText() {}

  /** In units of 10^decimals base units, thousands separated, without trailing zeros. */
  public static String units(Amount amount, int decimals) {
    String plain = new BigDecimal(amount.toBigInteger(), decimals).toPlainString();
    int point = plain.indexOf('.');
    return point < 0
        ? thousands(plain)
        : thousands(plain.substring(0, point)) + trimmed(plain.substring(point));
  }

  /** A published figure: thousands separated if it is a number, else as it is printed. */
  public static String figure(String text) {
    if (!text.matches("[0-9]+(\\.[0-9]+)?")) {
      return text;
    }
    int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
    return thousands(text.substring(0, end)) + text.substring(end);
  }

  /** A whole number, thousands separated. */
  public static String count(long number) {
    return thousands(Long.toString(number));
  }

  /**
   * {@code part} of {@code whole} in per cent with two decimals; nothing is only none of it, and
   * hundred only all. Empty if there is no whole.
   */
  public static String share(Amount part, Amount whole) {
    if (whole.isZero()) {
      return "";
    }
    BigDecimal percent =
        new BigDecimal(part.toBigInteger().multiply(TEN_THOUSAND))
            .divide(new BigDecimal(whole.toBigInteger()), 0, RoundingMode.HALF_EVEN)
            .movePointLeft(2);
    String text = percent.setScale(2).toPlainString();
    if (text.equals("0.00") && !part.isZero()) {
      return "<0.01 %";
    }
    return text.equals("100.00") && part.compareTo(whole) < 0 ? ">99.99 %" : text + " %";
  }

  /** {@code part / whole} with two decimals; empty if there is no whole. */
  public static String times(Amount part, Amount whole) {
    return whole.isZero()
        ? ""
        : new BigDecimal(part.toBigInteger())
            .divide(new BigDecimal(whole.toBigInteger()), 2, RoundingMode.HALF_EVEN)
            .toPlainString();
  }

  static String thousands(String digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  private static String trimmed(String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return end == 1 ? "" : fraction.substring(0, end);
  }
}
