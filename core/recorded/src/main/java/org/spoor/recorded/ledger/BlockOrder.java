package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;

/** Brings recorded events into the order of their chains: block by block, as each block states. */
final class BlockOrder {

  private static final Comparator<RecordedEvent> BY_BLOCK =
      Comparator.comparing(RecordedEvent::chain)
          .thenComparingLong(RecordedEvent::block)
          .thenComparingInt(RecordedEvent::row);
  private static final Comparator<RecordedEvent> BY_POSITION =
      Comparator.comparingInt(RecordedEvent::txIndexOrRow)
          .thenComparingInt(RecordedEvent::eventIndexOrRow)
          .thenComparingInt(RecordedEvent::row);

  private final CaseFile file;
  private int mixedBlocks;

  BlockOrder(CaseFile file) {
    this.file = file;
  }

  /**
   * The events in order.
   *
   * @throws SpoorException if two transactions state the same place
   */
  List<RecordedEvent> order(List<RecordedEvent> events) {
    events.sort(BY_BLOCK);
    for (int from = 0, to = 1; to <= events.size(); to++) {
      if (to == events.size() || !events.get(to).isInBlockOf(events.get(from))) {
        orderBlock(events.subList(from, to));
        from = to;
      }
    }
    return events;
  }

  /** How many blocks state the place of some of their events only. */
  int mixedBlocks() {
    return mixedBlocks;
  }

  private void orderBlock(List<RecordedEvent> block) {
    if (block.stream().noneMatch(RecordedEvent::statesTransaction)) {
      keepTransactionsTogether(block);
      return;
    }
    refuseSharedPlaces(block);
    if (!block.stream().allMatch(RecordedEvent::statesTransaction)) {
      mixedBlocks++;
    }
    block.sort(BY_POSITION);
  }

  /** Exports list rows by kind: a transaction's coin rows stand apart from its token rows. */
  private static void keepTransactionsTogether(List<RecordedEvent> block) {
    if (block.size() == 1) {
      return;
    }
    Map<TxId, List<RecordedEvent>> transactions = new LinkedHashMap<>();
    block.forEach(e -> transactions.computeIfAbsent(e.tx(), _ -> new ArrayList<>()).add(e));
    int next = 0;
    for (List<RecordedEvent> events : transactions.values()) {
      for (RecordedEvent event : events) {
        block.set(next++, event);
      }
    }
  }

  private void refuseSharedPlaces(List<RecordedEvent> block) {
    Map<Integer, TxId> places = new HashMap<>();
    for (RecordedEvent event : block) {
      if (event.statesTransaction()) {
        TxId first = places.putIfAbsent(event.txIndex(), event.tx());
        if (first != null && !first.equals(event.tx())) {
          throw file.refuse(
              event.line(),
              ", column tx_index: '%d' is the place of %s in block %d already"
                  .formatted(event.txIndex(), first, event.block()));
        }
      }
    }
  }
}
