package org.spoor.bitcoin;

import org.spoor.model.chain.UtxoTransaction;

/**
 * A transaction with the values that it spends.
 *
 * @param isStated whether these values are as the server states them, and not read from the bytes
 *     of its parents
 */
record Read(UtxoTransaction transaction, boolean isStated) {

  /** How much room it takes. */
  int parts() {
    return 1 + transaction.inputs().size() + transaction.outputs().size();
  }
}
