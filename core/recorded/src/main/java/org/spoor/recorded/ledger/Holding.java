package org.spoor.recorded.ledger;

import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;

/** An asset at an address. */
public record Holding(Address address, Asset asset) {

  @Override
  public String toString() {
    return asset.text() + " at " + address;
  }
}
