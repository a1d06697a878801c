package org.spoor.app.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Printable;
import org.spoor.engine.trace.Confusables;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Token;

/**
 * What assets are called on a screen. A token goes by its symbol only if nobody could take it for
 * another asset; else its contract is named too. A token that is not described goes by its
 * contract, and one whose decimals are not known is counted in base units, and said to be.
 */
public final class AssetNames {

  /** Chain by chain, the native coin before the tokens. */
  static final Comparator<Asset> COINS_FIRST =
      Comparator.comparing(Asset::chain)
          .thenComparing(asset -> asset instanceof Token)
          .thenComparing(Asset::text);

  private final Function<Asset, Optional<AssetDescription>> described;
  private final Confusables confusables;
  private final Set<Asset> genuine = new HashSet<>();

  /**
   * @param incidents assets that these name are the genuine ones
   */
  public AssetNames(
      List<Incident> incidents,
      Function<Asset, Optional<AssetDescription>> described,
      Confusables confusables) {
    this.described = described;
    this.confusables = confusables;
    incidents.stream().flatMap(AssetNames::named).forEach(genuine::add);
  }

  private static Stream<Asset> named(Incident incident) {
    Stream<Asset> stolen = incident.theftSources().stream().flatMap(AssetNames::named);
    Stream<Asset> converted = incident.conversions().stream().flatMap(AssetNames::named);
    return Stream.concat(stolen, converted);
  }

  private static Stream<Asset> named(TheftSource source) {
    return switch (source) {
      case TheftSource.StolenTransfer transfer -> transfer.asset().stream();
      case TheftSource.StolenHolding holding -> Stream.of(holding.asset());
    };
  }

  private static Stream<Asset> named(AssertedConversion conversion) {
    return Stream.of(conversion.lostAsset(), conversion.gainedAsset());
  }

  public Optional<AssetDescription> description(Asset asset) {
    return switch (asset) {
      case Coin coin -> Optional.of(AssetDescription.of(coin));
      case Token token -> described.apply(token);
    };
  }

  /** The symbol, or the contract with a warning. */
  public String name(Asset asset) {
    Optional<String> symbol = description(asset).map(AssetDescription::symbol);
    return switch (asset) {
      case Coin coin -> coin.text();
      case Token token when symbol.isEmpty() -> token.text();
      case Token token ->
          warning(token).map(why -> token.text() + " " + why).orElse(Printable.of(symbol.get()));
    };
  }

  /** The name and the chain that it is on, and that numbers are in base units if they are. */
  public String nameOnChain(Asset asset) {
    String unit = decimals(asset).isPresent() ? "" : ", in base units";
    return name(asset) + " on " + asset.chain().id() + unit;
  }

  /** What a reader has to know of a symbol before believing it. */
  public Optional<String> warning(Asset asset) {
    if (asset instanceof Coin || genuine.contains(asset)) {
      return Optional.empty();
    }
    return description(asset).map(AssetDescription::symbol).flatMap(this::doubt);
  }

  private Optional<String> doubt(String symbol) {
    String quoted = "\"" + Printable.of(symbol) + "\"";
    return genuineOf(symbol)
        .map(known -> "(calls itself %s, is not %s)".formatted(quoted, known))
        .or(() ->
            isPlain(symbol)
                ? Optional.empty()
                : Optional.of(
                    "(calls itself %s, in letters that are not Latin)".formatted(quoted)));
  }

  private Optional<String> genuineOf(String symbol) {
    String skeleton = confusables.skeleton(symbol);
    Stream<String> coins = Stream.of(Chain.values()).map(Chain::coinSymbol);
    Stream<String> tokens =
        genuine.stream()
            .sorted()
            .flatMap(a -> description(a).map(AssetDescription::symbol).stream());
    return Stream.concat(coins, tokens)
        .filter(known -> confusables.skeleton(known).equals(skeleton))
        .findFirst();
  }

  private static boolean isPlain(String symbol) {
    return symbol.chars().allMatch(c -> c > ' ' && c < 127);
  }

  /** The number alone: in units, or in base units where the decimals are not known. */
  public String number(Amount amount, Asset asset) {
    return AmountText.units(amount, decimals(asset).orElse(0));
  }

  /** What {@link #number} counts. */
  public String unit(Asset asset) {
    return (decimals(asset).isPresent() ? "" : "base units of ") + name(asset);
  }

  /** Number and unit. */
  public String amount(Amount amount, Asset asset) {
    return number(amount, asset) + " " + unit(asset);
  }

  private OptionalInt decimals(Asset asset) {
    return description(asset).map(AssetDescription::decimals).orElse(OptionalInt.empty());
  }
}
