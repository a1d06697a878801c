package org.spoor.model.incident;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * Stolen value that somebody states to be frozen or recovered at an address.
 *
 * @param date since when, if the statement says so
 */
public record StatedAmount(
    Address address,
    Asset asset,
    Amount amount,
    Optional<LocalDate> date,
    List<String> statedBy,
    String note) {

  public StatedAmount {
    statedBy = List.copyOf(statedBy);
  }

  /** Without a date. */
  public StatedAmount(
      Address address, Asset asset, Amount amount, List<String> statedBy, String note) {
    this(address, asset, amount, Optional.empty(), statedBy, note);
  }
}
