package org.spoor.recorded.ledger;

import java.time.Instant;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * A row of {@code transfers.csv}.
 *
 * @param row counted from 0
 * @param line of the file, from 1
 */
record RecordedEvent(
    Chain chain,
    long block,
    int txIndex,
    int eventIndex,
    int row,
    long line,
    Instant time,
    TxId tx,
    Party from,
    Party to,
    Asset asset,
    Amount amount) {

  static final int NOT_STATED = -1;

  boolean statesTransaction() {
    return txIndex != NOT_STATED;
  }

  boolean statesEvent() {
    return eventIndex != NOT_STATED;
  }

  /** The stated place of the transaction; the number of the row, if there is none. */
  int txIndexOrRow() {
    return statesTransaction() ? txIndex : row;
  }

  /** The stated place of the event; the number of the row, if there is none. */
  int eventIndexOrRow() {
    return statesEvent() ? eventIndex : row;
  }

  boolean isInBlockOf(RecordedEvent other) {
    return chain == other.chain && block == other.block;
  }

  Transfer at(int transaction, int event) {
    return new Transfer(
        new ChainPosition(block, transaction, event), time, tx, from, to, asset, amount);
  }
}
