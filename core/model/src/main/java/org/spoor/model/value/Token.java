package org.spoor.model.value;

/** An asset that a contract keeps the books of. */
public record Token(Address contract) implements Asset {

  @Override
  public Chain chain() {
    return contract.chain();
  }

  @Override
  public String text() {
    return contract.text();
  }
}
