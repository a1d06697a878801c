package org.spoor.model.value;

/** Where value comes from or goes to that is no address. */
public enum Outside implements Party {
  /** Newly created: mint, block reward, genesis. */
  ISSUANCE,
  /** Paid for being included in a block. */
  FEE,
  /** Out of everybody's reach for good. */
  BURN,
  /** A place that the ledger has, but for which it knows no address. */
  UNKNOWN;

  @Override
  public String text() {
    return "";
  }
}
