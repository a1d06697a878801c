package org.spoor.model.incident;

import java.util.List;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** Stolen value that somebody states to be frozen or recovered at an address. */
public record StatedAmount(
    Address address, Asset asset, Amount amount, List<String> statedBy, String note) {

  public StatedAmount {
    statedBy = List.copyOf(statedBy);
  }
}
