package org.spoor.recorded;

import java.time.Instant;
import java.util.Comparator;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * A row of {@code transfers.csv}, ordered by chain, block and position; where a position is not
 * stated, the number of the row stands in for it.
 *
 * @param row counted from 0
 */
record RecordedEvent(
    Chain chain,
    long block,
    int txIndex,
    int eventIndex,
    int row,
    Instant time,
    TxId tx,
    Party from,
    Party to,
    Asset asset,
    Amount amount)
    implements Comparable<RecordedEvent> {

  static final int NOT_STATED = -1;

  private static final Comparator<RecordedEvent> ORDER =
      Comparator.comparing(RecordedEvent::chain)
          .thenComparingLong(RecordedEvent::block)
          .thenComparingInt(e -> e.orRow(e.txIndex))
          .thenComparingInt(e -> e.orRow(e.eventIndex))
          .thenComparingInt(RecordedEvent::row);

  boolean hasPosition() {
    return txIndex != NOT_STATED && eventIndex != NOT_STATED;
  }

  boolean isInBlockOf(RecordedEvent other) {
    return chain == other.chain && block == other.block;
  }

  Transfer at(int transaction, int event) {
    return new Transfer(
        new ChainPosition(block, transaction, event), time, tx, from, to, asset, amount);
  }

  private int orRow(int index) {
    return index == NOT_STATED ? row : index;
  }

  @Override
  public int compareTo(RecordedEvent other) {
    return ORDER.compare(this, other);
  }
}
