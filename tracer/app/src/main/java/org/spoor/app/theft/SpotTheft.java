package org.spoor.app.theft;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spoor.app.input.TimeReader;
import org.spoor.app.live.AsOf;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.live.LiveSources;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.ethereum.Checksum;
import org.spoor.ethereum.LookUp;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import picocli.CommandLine.TypeConversionException;

/** A theft as the command line states it. */
public sealed interface SpotTheft {

  /** A transaction, or one output of it. */
  Pattern OUTPUT = Pattern.compile("([0-9a-fA-F]{64})(?::([0-9]{1,6}))?");

  /**
   * With what the chain says of it.
   *
   * @throws SpoorException UNAVAILABLE if the chain does not know it, INVALID_INPUT if it moves or
   *     is nothing, or lies after the last block that is to be read
   */
  Found find(LiveAccess access, AsOf asOf);

  /** The options that state it. */
  String words();

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
    public String words() {
      return "--theft-tx " + tx + to.map(address -> " --to " + address).orElse("");
    }

    @Override
    public Found find(LiveAccess access, AsOf asOf) {
      LookUp.Found found = asOf.found("--theft-tx " + tx, access.sources().transaction(tx));
      check(found, Paid.by(found.transaction()));
      return new Found(
          tx.text(),
          "transaction " + tx + to.map(address -> " to " + address).orElse(""),
          found.transaction().time(),
          this::source);
    }

    private void check(LookUp.Found found, Paid paid) {
      boolean pays = to.map(paid::pays).orElse(!paid.isNothing());
      if (!pays && !found.isWhole()) {
        throw SpoorException.unavailable(
            "--theft-tx %s: no endpoint shows what the calls inside it moved%s"
                .formatted(tx, to.map(address -> " to " + address).orElse("")));
      }
      if (!pays) {
        throw SpoorException.invalidInput("--theft-tx %s: %s".formatted(tx, why(found, paid)));
      }
    }

    private String why(LookUp.Found found, Paid paid) {
      if (!found.succeeded()) {
        return "the transaction failed and moved nothing but its fee";
      }
      return paid.isNothing()
          ? "the transaction moved nothing of value to any address"
          : "the transaction pays nothing to --to %s, but %s"
              .formatted(to.map(Address::text).orElse(""), paid.words());
    }

    private TheftSource source(Origin origin) {
      return new StolenTransfer(
          origin, tx, to, Optional.empty(), OptionalInt.empty(), Optional.empty(), List.of());
    }
  }

  /**
   * Outputs of a transaction.
   *
   * @param index of one; absent: all of them
   */
  record Paying(TxId tx, OptionalInt index) implements SpotTheft {

    @Override
    public String words() {
      return "--theft-tx " + named();
    }

    private String named() {
      return tx + index.stream().mapToObj(i -> ":" + i).findFirst().orElse("");
    }

    @Override
    public Found find(LiveAccess access, AsOf asOf) {
      UtxoTransaction found = found(access);
      if (index.orElse(0) >= found.outputs().size()) {
        throw SpoorException.invalidInput(
            "--theft-tx %s:%d: the transaction has %d outputs, counted from 0"
                .formatted(tx, index.orElse(0), found.outputs().size()));
      }
      return new Found(tx.text(), "transaction " + named(), found.time(), this::source);
    }

    private UtxoTransaction found(LiveAccess access) {
      BitcoinSources sources = access.bitcoin(tx.chain());
      return sources
          .reader(List.of(tx))
          .transaction(tx)
          .map(UtxoTransaction.class::cast)
          .orElseThrow(() ->
              SpoorException.unavailable(
                  "--theft-tx %s: in no block of %s up to %d, the last one to read"
                      .formatted(tx, tx.chain(), sources.height())));
    }

    private TheftSource source(Origin origin) {
      return new StolenTransfer(
          origin, tx, Optional.empty(), Optional.empty(), index, Optional.empty(), List.of());
    }
  }

  /** What an address held. */
  record Held(Address address, Asset asset, At at) implements SpotTheft {

    @Override
    public String words() {
      return "--holding %s --asset %s --at %s"
          .formatted(
              address,
              asset.text(),
              switch (at) {
                case At.Block(long height) -> Long.toString(height);
                case At.Time(Instant time) -> time.toString();
              });
    }

    @Override
    public Found find(LiveAccess access, AsOf asOf) {
      LiveSources sources = access.sources();
      long block =
          switch (at) {
            case At.Block(long height) -> asOf.checked("--at " + height, height);
            case At.Time(Instant time) -> asOf.height("--at " + time, time, sources);
          };
      Instant time = sources.timeAt(block);
      check(sources.held(address, asset, block), block, time);
      return new Found(
          address.text(),
          "%s of %s after block %d".formatted(asset.text(), address, block),
          time,
          origin -> new StolenHolding(origin, address, asset, block, List.of()));
    }

    private void check(Optional<Amount> held, long block, Instant time) {
      if (held.isEmpty()) {
        throw SpoorException.invalidInput(
            "--asset %s: no token whose contract tells holdings after block %d of %s"
                .formatted(asset.text(), block, time));
      }
      if (held.get().isZero()) {
        throw SpoorException.invalidInput(
            "--holding %s: held no %s after block %d of %s"
                .formatted(address, asset.text(), block, time));
      }
    }
  }

  /** When an address held something. */
  sealed interface At {

    /** After all events of a block. */
    record Block(long height) implements At {}

    /** After all events up to a time, in whole seconds as times of blocks are. */
    record Time(Instant time) implements At {}
  }

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
    return new Paying(
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
    return new Moved(tx, to.map(text -> address("--to", chain, text)));
  }

  /**
   * @throws SpoorException INVALID_INPUT for what cannot be understood
   */
  static SpotTheft held(Chain chain, String address, String asset, String at) {
    if (chain.model() == LedgerModel.UTXO) {
      throw SpoorException.invalidInput(
          "--holding %s: expected --theft-tx HASH:OUTPUT on %s".formatted(address, chain));
    }
    return new Held(
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

  private static At at(String text) {
    if (text.matches("[0-9]{1,9}")) {
      return new At.Block(Long.parseLong(text));
    }
    try {
      return new At.Time(new TimeReader().convert(text).truncatedTo(ChronoUnit.SECONDS));
    } catch (TypeConversionException e) {
      throw SpoorException.invalidInput(
          "--at: '%s' is no block, no day like 2025-02-22 and no time like 2025-02-22T06:00:00Z"
              .formatted(text));
    }
  }
}
