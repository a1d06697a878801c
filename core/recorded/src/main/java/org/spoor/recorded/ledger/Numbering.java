package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spoor.model.chain.Transfer;

/**
 * Gives every event, taken in order, a position of its own: the stated one where it is stated and
 * not taken, else the next.
 */
final class Numbering {

  private final List<Transfer> transfers;
  private @Nullable RecordedEvent last;
  private int transaction;
  private int event;
  private int assumed;
  private int changed;

  private Numbering(int events) {
    this.transfers = new ArrayList<>(events);
  }

  /**
   * @param events in order
   */
  static Numbering of(List<RecordedEvent> events) {
    Numbering numbering = new Numbering(events.size());
    events.forEach(numbering::add);
    return numbering;
  }

  private void add(RecordedEvent next) {
    if (last == null || !last.isInBlockOf(next)) {
      transaction = Math.max(0, next.txIndex());
      event = Math.max(0, next.eventIndex());
    } else if (last.tx().equals(next.tx())) {
      event = Math.max(event + 1, next.eventIndex());
    } else {
      transaction = Math.max(transaction + 1, next.txIndex());
      event = Math.max(0, next.eventIndex());
    }
    last = next;
    count(next);
    transfers.add(next.at(transaction, event));
  }

  private void count(RecordedEvent next) {
    if (!next.statesTransaction() || !next.statesEvent()) {
      assumed++;
    } else if (next.txIndex() != transaction || next.eventIndex() != event) {
      changed++;
    }
  }

  /** A transfer for every event. */
  List<Transfer> transfers() {
    return transfers;
  }

  /** How many events state no position. */
  int assumed() {
    return assumed;
  }

  /** How many events state a position that another has. */
  int changed() {
    return changed;
  }
}
