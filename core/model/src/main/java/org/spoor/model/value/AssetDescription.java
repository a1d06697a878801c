package org.spoor.model.value;

/**
 * What a contract says of itself; for reading, never for telling assets apart.
 *
 * @param symbol as written by the contract, look-alike letters included
 * @param decimals base units in one unit, as a power of ten: 0 to 77
 */
public record AssetDescription(Asset asset, String symbol, int decimals) {

  public AssetDescription {
    if (decimals < 0 || decimals > 77) {
      throw new IllegalArgumentException("decimals " + decimals + " of " + asset.text());
    }
  }

  /** A chain's native coin. */
  public static AssetDescription of(Coin coin) {
    return new AssetDescription(coin, coin.chain().coinSymbol(), coin.chain().coinDecimals());
  }
}
