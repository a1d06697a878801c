package org.spoor.engine.trace;

/** What becomes of dirty fees on a UTXO chain (definitions, section 2). */
public enum FeeMode {
  /** They end as FEE. */
  SINK,
  /** They are followed into the block's coinbase. */
  COINBASE
}
