package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.model.value.TxId;

/** Transactions in an order in which each comes after its parents, and else by time. */
final class ParentsFirst {

  private final PriorityQueue<Waiting> ready =
      new PriorityQueue<>(
          Comparator.comparing((Waiting w) -> w.draft.time())
              .thenComparingLong(w -> w.draft.line()));
  private final Map<TxId, List<Waiting>> children = new HashMap<>();

  /** A transaction and how many of its parents are still to come. */
  private static final class Waiting {

    private final UtxoDraft draft;
    private int parents;

    Waiting(UtxoDraft draft, int parents) {
      this.draft = draft;
      this.parents = parents;
    }
  }

  private ParentsFirst(List<UtxoDraft> drafts) {
    Set<TxId> ids = drafts.stream().map(UtxoDraft::id).collect(Collectors.toSet());
    for (UtxoDraft draft : drafts) {
      List<TxId> parents = draft.parents().filter(ids::contains).toList();
      Waiting waiting = new Waiting(draft, parents.size());
      parents.forEach(p -> children.computeIfAbsent(p, _ -> new ArrayList<>()).add(waiting));
      if (parents.isEmpty()) {
        ready.add(waiting);
      }
    }
  }

  /** The transactions in that order, without those that would have to come before themselves. */
  static List<UtxoDraft> order(List<UtxoDraft> drafts) {
    return new ParentsFirst(drafts).order();
  }

  private List<UtxoDraft> order() {
    List<UtxoDraft> ordered = new ArrayList<>();
    while (!ready.isEmpty()) {
      UtxoDraft next = ready.remove().draft;
      ordered.add(next);
      List<Waiting> waiting = children.remove(next.id());
      if (waiting != null) {
        waiting.forEach(this::release);
      }
    }
    return ordered;
  }

  private void release(Waiting child) {
    child.parents--;
    if (child.parents == 0) {
      ready.add(child);
    }
  }
}
