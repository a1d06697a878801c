package org.spoor.model.value;

import java.util.Comparator;

/** What is counted: keyed by chain and contract, never by symbol. */
public sealed interface Asset extends Comparable<Asset> permits Coin, Token {

  Comparator<Asset> ORDER = Comparator.comparing(Asset::chain).thenComparing(Asset::text);

  Chain chain();

  /** The native coin's symbol, or the contract address. */
  String text();

  /**
   * Reads the native coin's symbol or a contract address.
   *
   * @throws IllegalArgumentException if {@code text} is neither
   */
  static Asset parse(Chain chain, String text) {
    return text.equals(chain.coinSymbol()) ? new Coin(chain) : new Token(new Address(chain, text));
  }

  @Override
  default int compareTo(Asset other) {
    return ORDER.compare(this, other);
  }
}
