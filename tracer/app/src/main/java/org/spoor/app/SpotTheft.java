package org.spoor.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import picocli.CommandLine.TypeConversionException;

/** A theft as the command line states it. */
sealed interface SpotTheft {

  /**
   * With what the chain says of it.
   *
   * @throws SpoorException UNAVAILABLE if the chain does not know it
   */
  Found find(LiveSources sources);

  /**
   * A theft whose place on the chain is known.
   *
   * @param subject the hash or the address that it is about
   * @param words that mean it and nothing else
   * @param source by the name that it gets
   */
  record Found(String subject, String words, Instant time, Function<Origin, TheftSource> source) {}

  /** What a transaction moved. */
  record Moved(TxId tx, Optional<Address> to) implements SpotTheft {

    @Override
    public Found find(LiveSources sources) {
      ChainTransaction transaction =
          sources
              .transaction(tx)
              .orElseThrow(() ->
                  SpoorException.unavailable(
                      "--theft-tx %s: no endpoint knows a transaction of that hash on %s"
                          .formatted(tx, tx.chain())));
      return new Found(
          tx.text(),
          "transaction " + tx + to.map(address -> " to " + address).orElse(""),
          transaction.time(),
          this::source);
    }

    private TheftSource source(Origin origin) {
      return new StolenTransfer(
          origin, tx, to, Optional.empty(), OptionalInt.empty(), Optional.empty(), List.of());
    }
  }

  /** What an address held. */
  record Held(Address address, Asset asset, At at) implements SpotTheft {

    @Override
    public Found find(LiveSources sources) {
      long block =
          switch (at) {
            case At.Block(long height) -> height;
            case At.Time(Instant time) -> sources.heightAt(time);
          };
      return new Found(
          address.text(),
          "%s of %s after block %d".formatted(asset.text(), address, block),
          sources.timeAt(block),
          origin -> new StolenHolding(origin, address, asset, block, List.of()));
    }
  }

  /** When an address held something. */
  sealed interface At {

    /** After all events of a block. */
    record Block(long height) implements At {}

    /** After all events up to a time. */
    record Time(Instant time) implements At {}
  }

  /**
   * @throws SpoorException INVALID_INPUT for what cannot be understood
   */
  static SpotTheft moved(Chain chain, String hash, Optional<String> to) {
    TxId tx =
        read(
            "--theft-tx",
            hash,
            "a transaction hash (0x and 64 hexadecimal digits)",
            () -> hash(chain, hash));
    return new Moved(tx, to.map(text -> address("--to", chain, text)));
  }

  /**
   * @throws SpoorException INVALID_INPUT for what cannot be understood
   */
  static SpotTheft held(Chain chain, String address, String asset, String at) {
    return new Held(
        address("--holding", chain, address),
        read(
            "--asset",
            asset,
            chain.coinSymbol() + " or a contract (0x and 40 hexadecimal digits)",
            () -> Asset.parse(chain, asset)),
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
    return read(option, text, expected, () -> new Address(chain, text));
  }

  private static <T> T read(String option, String text, String expected, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw SpoorException.invalidInput("%s: '%s' is not %s".formatted(option, text, expected));
    }
  }

  private static At at(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return new At.Block(Long.parseLong(text));
    }
    try {
      return new At.Time(new RequestOptions.TimeReader().convert(text));
    } catch (TypeConversionException e) {
      throw SpoorException.invalidInput(
          "--at: '%s' is no block, no day like 2025-02-22 and no time like 2025-02-22T06:00:00Z"
              .formatted(text));
    }
  }
}
