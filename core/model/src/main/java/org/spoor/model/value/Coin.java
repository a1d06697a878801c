package org.spoor.model.value;

/** The native asset of a chain. */
public record Coin(Chain chain) implements Asset {

  @Override
  public String text() {
    return chain.coinSymbol();
  }
}
