package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;

/** The recorded events of those transactions of which a theft source names one event. */
final class NamedEvents {

  /** An event and the position that it was given. */
  private record Named(RecordedEvent event, Transfer transfer) {

    boolean states(int index) {
      return event.eventIndex() == index;
    }

    boolean isAt(int index) {
      return transfer.position().event() == index;
    }
  }

  private final CaseFile file;
  private final List<StolenTransfer> sources;
  private final Map<TxId, List<Named>> events = new HashMap<>();

  private NamedEvents(CaseFile file, List<StolenTransfer> sources) {
    this.file = file;
    this.sources = sources;
    sources.forEach(source -> events.put(source.tx(), new ArrayList<>()));
  }

  /**
   * Refuses theft sources whose {@code index} is not the stated one of exactly one event: what is
   * stolen must not depend on numbers that were given here.
   *
   * @param transfers one for every event
   */
  static void check(
      CaseFile file,
      List<TheftSource> sources,
      List<RecordedEvent> events,
      List<Transfer> transfers) {
    List<StolenTransfer> naming =
        sources.stream()
            .filter(StolenTransfer.class::isInstance)
            .map(StolenTransfer.class::cast)
            .filter(source -> source.index().isPresent())
            .filter(source -> source.chain().model() == LedgerModel.ACCOUNT)
            .toList();
    if (!naming.isEmpty()) {
      new NamedEvents(file, naming).check(events, transfers);
    }
  }

  private void check(List<RecordedEvent> all, List<Transfer> transfers) {
    for (int i = 0; i < all.size(); i++) {
      List<Named> wanted = events.get(all.get(i).tx());
      if (wanted != null) {
        wanted.add(new Named(all.get(i), transfers.get(i)));
      }
    }
    for (StolenTransfer source : sources) {
      check(source, events.getOrDefault(source.tx(), List.of()));
    }
  }

  private void check(StolenTransfer source, List<Named> recorded) {
    int index = source.index().orElseThrow();
    long stating = recorded.stream().filter(named -> named.states(index)).count();
    if (stating != 1) {
      throw refuse(
          source,
          "%d of its %d recorded events state this event_index"
              .formatted(stating, recorded.size()));
    }
    if (recorded.stream().anyMatch(named -> named.states(index) != named.isAt(index))) {
      throw refuse(source, "its recorded events had to be numbered anew");
    }
  }

  private SpoorException refuse(StolenTransfer source, String found) {
    return file.refuse(
        "theft source %s names event %d of %s: %s"
            .formatted(source.origin(), source.index().orElseThrow(), source.tx(), found));
  }
}
