package org.spoor.recorded;

import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;

/** An asset at an address. */
record Holding(Address address, Asset asset) {

  @Override
  public String toString() {
    return asset.text() + " at " + address;
  }
}
