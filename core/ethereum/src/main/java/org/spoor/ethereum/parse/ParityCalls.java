package org.spoor.ethereum.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * The calls of one transaction.
 *
 * @param traces parents before children, siblings in the order in which they ran
 */
record ParityCalls(TxId tx, List<ParityTrace> traces) {

  ParityCalls {
    traces = traces.stream().sorted(Comparator.comparing(ParityTrace::place)).toList();
  }

  /**
   * @throws SpoorException MALFORMED_DATA if a call lacks the one above it
   */
  List<Movement> movements(boolean beforeCancun) {
    orphan()
        .ifPresent(place -> {
          throw SpoorException.malformedData(
              "traces of " + tx + " have a call at " + place + " without the one above it");
        });
    NativeMovements movements = new NativeMovements(beforeCancun);
    List<Address> running = new ArrayList<>();
    Optional<TracePlace> failed = Optional.empty();
    for (ParityTrace trace : traces) {
      if (failed.isPresent() && failed.get().isAbove(trace.place())) {
        continue;
      }
      if (trace.failed()) {
        failed = Optional.of(trace.place());
      } else {
        trace.place().cutToParents(running);
        trace.move(movements, running);
        running.add(trace.running());
      }
    }
    return movements.inOrder();
  }

  /**
   * The first call whose parent is not listed. In this order the parent of a call is the last one
   * before it, or above that one.
   */
  Optional<TracePlace> orphan() {
    Optional<TracePlace> last = Optional.empty();
    for (ParityTrace trace : traces) {
      TracePlace place = trace.place();
      boolean listed = last.map(place::hasParentAmong).orElse(place.way().isEmpty());
      if (!listed) {
        return Optional.of(place);
      }
      last = Optional.of(place);
    }
    return Optional.empty();
  }
}
