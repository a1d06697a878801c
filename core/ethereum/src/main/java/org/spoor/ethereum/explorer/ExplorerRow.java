package org.spoor.ethereum.explorer;

import java.util.Optional;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.value.TxId;

/** One row of a list. */
public sealed interface ExplorerRow {

  long height();

  /**
   * Of a transaction.
   *
   * @param movement what moved; empty if the call failed or carried nothing
   */
  record Moved(TxId tx, long height, Optional<Movement> movement) implements ExplorerRow {}

  /** Of a block that credits the address without a transaction. */
  record Credited(long height) implements ExplorerRow {}
}
