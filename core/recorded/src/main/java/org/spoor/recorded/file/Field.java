package org.spoor.recorded.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.TxId;

/** One value of a case file: its text, and where it stands. */
public record Field(Place place, String name, String text, Interned values) {

  private static final long MAX_HEIGHT = 0xFFFF_FFFFL;

  /** Far beyond any real one, and leaves room to number events anew. */
  private static final int MAX_INDEX = 1_000_000_000;

  public boolean isEmpty() {
    return text.isEmpty();
  }

  public Field stripped() {
    return new Field(place, name, text.strip(), values);
  }

  /**
   * @param expected what the text should be
   */
  public SpoorException wrong(String expected) {
    return place.refuse(name, "%s is not %s".formatted(CaseFile.quote(text), expected));
  }

  /** The text, which must not be blank. */
  public String required() {
    if (text.isBlank()) {
      throw place.refuse(name, "a value is missing");
    }
    return text;
  }

  public Amount amount() {
    try {
      return Amount.parse(text);
    } catch (IllegalArgumentException _) {
      throw wrong("a whole number of base units");
    }
  }

  public long height() {
    return number("a block height", MAX_HEIGHT);
  }

  public int index() {
    return (int) number("an index", MAX_INDEX);
  }

  public long number(String expected, long most) {
    if (text.isEmpty() || text.length() > 18) {
      throw wrong(expected + " (a whole number)");
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw wrong(expected + " (a whole number)");
      }
      number = 10 * number + digit;
    }
    if (number > most) {
      throw wrong(expected + " up to " + most);
    }
    return number;
  }

  public String sha256() {
    if (!text.matches("[0-9a-f]{64}")) {
      throw wrong("a SHA-256 (64 hexadecimal digits, in lower case)");
    }
    return text;
  }

  public boolean yes() {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("true or false");
    };
  }

  public Instant time() {
    return values.time(text).orElseThrow(() -> wrong("a time in UTC like 2025-02-21T14:29:47Z"));
  }

  public LocalDate date() {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw wrong("a date like 2025-02-21");
    }
  }

  public Chain chain() {
    return Chain.find(text).orElseThrow(() -> wrong("one of the chains " + chains(Chain.values())));
  }

  public Chain chain(LedgerModel model) {
    Chain[] fitting =
        Arrays.stream(Chain.values()).filter(c -> c.model() == model).toArray(Chain[]::new);
    return Optional.of(chain())
        .filter(c -> c.model() == model)
        .orElseThrow(() -> wrong("one of the chains " + chains(fitting)));
  }

  public Address address(Chain chain) {
    return values
        .address(chain, text)
        .orElseThrow(() -> wrong("an address of %s%s".formatted(chain, addressForm(chain))));
  }

  public Asset asset(Chain chain) {
    return values
        .asset(chain, text)
        .orElseThrow(() ->
            wrong(
                "an asset of %s: %s or a contract%s"
                    .formatted(chain, chain.coinSymbol(), addressForm(chain))));
  }

  public TxId transaction(Chain chain) {
    return values
        .transaction(chain, text)
        .orElseThrow(() -> wrong("a transaction id (1 to 200 characters, no blanks)"));
  }

  private static String addressForm(Chain chain) {
    return switch (chain.model()) {
      case ACCOUNT -> " (0x and 40 hexadecimal digits)";
      case UTXO -> " (letters and digits)";
    };
  }

  private static String chains(Chain[] chains) {
    return Arrays.stream(chains).map(Chain::id).collect(Collectors.joining(", "));
  }
}
