package org.spoor.model.value;

import java.util.OptionalInt;

/**
 * What a contract says of itself; for reading, never for telling assets apart.
 *
 * @param symbol as written by the contract, look-alike letters included
 * @param decimals base units in one unit, as a power of ten: 0 to 77; absent where the contract
 *     does not tell, so that amounts have no unit but the base unit
 */
public record AssetDescription(Asset asset, String symbol, OptionalInt decimals) {

  public AssetDescription {
    decimals.ifPresent(number -> {
      if (number < 0 || number > 77) {
        throw new IllegalArgumentException("decimals " + number + " of " + asset.text());
      }
    });
  }

  public AssetDescription(Asset asset, String symbol, int decimals) {
    this(asset, symbol, OptionalInt.of(decimals));
  }

  /** A chain's native coin. */
  public static AssetDescription of(Coin coin) {
    return new AssetDescription(coin, coin.chain().coinSymbol(), coin.chain().coinDecimals());
  }
}
