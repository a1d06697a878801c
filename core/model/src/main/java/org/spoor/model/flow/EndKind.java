package org.spoor.model.flow;

/** Why a trail ends (definitions, section 5). */
public enum EndKind {
  /** Unspent, in a place whose history was read completely up to the as-of block. */
  HELD,
  /** With a custodian: exchange, mixer, bridge without a followed exit. */
  SERVICE,
  /** Given for another asset. */
  CONVERTED_OUT,
  /** In a CoinJoin: candidates listed, not followed. */
  COINJOIN,
  BURNED,
  FEE,
  /** Frozen, as the incident states. */
  FROZEN,
  /** Recovered, as the incident states. */
  RECOVERED,
  /** Events and real balance differ. */
  DISCREPANCY,
  BELOW_THRESHOLD,
  HOP_LIMIT,
  TIME_LIMIT,
  BUDGET,
  /** An unlabelled address too busy to follow. */
  HIGH_DEGREE,
  /** The source has no history of the place, or only a part. */
  DATA_GAP;

  /** Whether the trail may well go on: somebody or something kept the run from following. */
  public boolean isNotFollowed() {
    return switch (this) {
      case HELD, SERVICE, CONVERTED_OUT, BURNED, FEE, FROZEN, RECOVERED, DISCREPANCY -> false;
      case COINJOIN, BELOW_THRESHOLD, HOP_LIMIT, TIME_LIMIT, BUDGET, HIGH_DEGREE, DATA_GAP -> true;
    };
  }
}
