package org.spoor.recorded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.TxId;

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
  private long labels;

  Numbering(int events) {
    this.transfers = new ArrayList<>(events);
  }

  void add(RecordedEvent next) {
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
    if (!next.hasPosition()) {
      assumed++;
    } else if (next.txIndex() != transaction || next.eventIndex() != event) {
      changed++;
    }
  }

  void countLabels(Collection<TxId> transactions) {
    labels = transactions.stream().filter(tx -> !tx.isHash()).count();
  }

  List<Transfer> transfers() {
    return transfers;
  }

  /** What a reader of results has to know of these positions. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    remark(assumed, "events have no stated position: the file's order within a block was taken")
        .ifPresent(remarks::add);
    remark(changed, "events state a position that is taken: they were numbered anew")
        .ifPresent(remarks::add);
    remark(labels, "transactions bear a label instead of a hash").ifPresent(remarks::add);
    return remarks;
  }

  private static Optional<String> remark(long count, String what) {
    return count == 0
        ? Optional.empty()
        : Optional.of("%s: %d %s".formatted(TransfersFile.NAME, count, what));
  }
}
