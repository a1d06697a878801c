package org.spoor.model.incident;

import java.util.List;

/**
 * An address that sources name, on any ledger, readable here or not.
 *
 * @param role victim, attacker, laundering, lookalike, genuine or other
 */
public record NamedAddress(
    String chain, String address, String role, List<String> statedBy, String note) {

  public NamedAddress {
    statedBy = List.copyOf(statedBy);
  }
}
