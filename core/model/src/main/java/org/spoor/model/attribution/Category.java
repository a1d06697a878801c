package org.spoor.model.attribution;

import java.util.Set;

/** What kind of entity controls an address: an identifier of the INTERPOL / TagPack taxonomy. */
public record Category(String id) {

  /** Nothing is said of the kind. */
  public static final Category UNKNOWN = new Category("");

  /** Entities that hold other people's value under their own keys: a trail ends with them. */
  private static final Set<String> CUSTODIAL =
      Set.of(
          "exchange",
          "mixing_service",
          "coinjoin",
          "gambling",
          "hosted_wallet",
          "payment_processor",
          "marketplace",
          "market",
          "atm",
          "bridge",
          "defi_bridge",
          "defi_lending",
          "lending",
          "investment_fund",
          "custodian",
          "service");

  public boolean isCustodial() {
    return CUSTODIAL.contains(id);
  }

  @Override
  public String toString() {
    return id;
  }
}
