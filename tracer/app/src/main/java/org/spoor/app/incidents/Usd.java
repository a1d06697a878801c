package org.spoor.app.incidents;

import java.math.BigDecimal;
import org.spoor.app.terminal.AmountText;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Amount;

/** A published figure in US dollars, to the cent. */
record Usd(Amount cents) implements Comparable<Usd> {

  static final Usd ZERO = new Usd(Amount.ZERO);

  /**
   * Reads digits with at most two decimals.
   *
   * @throws SpoorException MALFORMED_DATA if it is anything else
   */
  static Usd parse(String text, String where) {
    if (!text.matches("[0-9]{1,15}(\\.[0-9]{1,2})?")) {
      throw SpoorException.malformedData(
          "%s: '%s' is no figure in US dollars".formatted(where, text));
    }
    return new Usd(Amount.of(new BigDecimal(text).movePointRight(2).toBigIntegerExact()));
  }

  Usd plus(Usd other) {
    return new Usd(cents.plus(other.cents));
  }

  /** Digits alone. */
  String digits() {
    return text().replace(",", "");
  }

  /** Thousands separated. */
  String text() {
    return AmountText.units(cents, 2);
  }

  @Override
  public int compareTo(Usd other) {
    return cents.compareTo(other.cents);
  }
}
