package org.spoor.app.theft;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spoor.app.input.TimeReader;
import org.spoor.ethereum.Checksum;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import picocli.CommandLine.TypeConversionException;

/** The reading of thefts as a person types them. */
final class TheftReading {

  /** A transaction, or one output of it. */
  private static final Pattern OUTPUT = Pattern.compile("([0-9a-fA-F]{64})(?::([0-9]{1,6}))?");

  private TheftReading() {}

  /**
   * @throws SpoorException INVALID_INPUT for what cannot be understood
   */
  static SpotTheft moved(Chain chain, String hash, Optional<String> to) {
    return switch (chain.model()) {
      case ACCOUNT -> transfers(chain, hash, to);
      case UTXO -> outputs(chain, hash, to);
    };
  }

  private static SpotTheft outputs(Chain chain, String text, Optional<String> to) {
    to.ifPresent(address -> {
      throw SpoorException.invalidInput(
          "--to %s: expected --theft-tx HASH:OUTPUT on %s".formatted(address, chain));
    });
    Matcher named = OUTPUT.matcher(text);
    if (!named.matches()) {
      throw SpoorException.invalidInput(
          "--theft-tx: '%s' is not a transaction hash (64 hexadecimal digits), or one with :OUTPUT"
              .formatted(text));
    }
    return new SpotOutputs(
        new TxId(chain, named.group(1)),
        Optional.ofNullable(named.group(2))
            .map(index -> OptionalInt.of(Integer.parseInt(index)))
            .orElse(OptionalInt.empty()));
  }

  private static SpotTheft transfers(Chain chain, String hash, Optional<String> to) {
    TxId tx =
        read(
            "--theft-tx",
            hash,
            "a transaction hash (0x and 64 hexadecimal digits)",
            () -> hash(chain, hash));
    return new SpotTransfers(tx, to.map(text -> address("--to", chain, text)));
  }

  /**
   * @throws SpoorException INVALID_INPUT for what cannot be understood
   */
  static SpotTheft held(Chain chain, String address, String asset, String at) {
    if (chain.model() == LedgerModel.UTXO) {
      throw SpoorException.invalidInput(
          "--holding %s: expected --theft-tx HASH:OUTPUT on %s".formatted(address, chain));
    }
    return new SpotHolding(
        address("--holding", chain, address),
        read(
            "--asset",
            asset,
            chain.coinSymbol() + " or a contract (0x and 40 hexadecimal digits)",
            () -> asset(chain, asset)),
        at(at));
  }

  private static TxId hash(Chain chain, String text) {
    TxId tx = new TxId(chain, text);
    if (!tx.isHash()) {
      throw new IllegalArgumentException("no hash: " + text);
    }
    return tx;
  }

  private static Address address(String option, Chain chain, String text) {
    String expected = "an address of %s (0x and 40 hexadecimal digits)".formatted(chain);
    return read(
        option,
        text,
        expected,
        () -> {
          Address address = new Address(chain, text);
          checkCasing(option, text);
          return address;
        });
  }

  private static Asset asset(Chain chain, String text) {
    Asset asset = Asset.parse(chain, text);
    if (asset instanceof Token) {
      checkCasing("--asset", text);
    }
    return asset;
  }

  /** Of what a person has typed or copied: a slip in it would be another address. */
  private static void checkCasing(String option, String text) {
    Checksum.expected(text)
        .ifPresent(due -> {
          throw SpoorException.invalidInput(
              "%s %s: expected the checksum of EIP-55 in its casing, %s"
                  .formatted(option, text, due));
        });
  }

  private static <T> T read(String option, String text, String expected, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw SpoorException.invalidInput("%s: '%s' is not %s".formatted(option, text, expected));
    }
  }

  private static SpotHolding.At at(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return new SpotHolding.At.Block(Long.parseLong(text));
    }
    try {
      return new SpotHolding.At.Time(
          new TimeReader().convert(text).truncatedTo(ChronoUnit.SECONDS));
    } catch (TypeConversionException e) {
      throw SpoorException.invalidInput(
          "--at: '%s' is no block, no day like 2025-02-22 and no time like 2025-02-22T06:00:00Z"
              .formatted(text));
    }
  }
}
