package org.spoor.bitcoin.electrum;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.spoor.bitcoin.electrum.ElectrumAnswers.Entry;
import org.spoor.bitcoin.source.Fate;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * What a server tells of a script.
 *
 * @param unspent its unspent outputs; absent if the server refuses to list them
 * @param history its transactions; absent if the server refuses to list them
 * @param refusal in the server's words, if the history is refused
 */
record ScriptTold(Optional<Set<OutPoint>> unspent, Optional<List<Entry>> history, String refusal) {

  /** Later transactions that are looked through for one spender. */
  static final int MOST_CANDIDATES = 5_000;

  private static final Comparator<Entry> EARLIEST_FIRST =
      Comparator.comparing((Entry entry) -> !entry.isConfirmed()).thenComparingLong(Entry::height);

  /** What is known of an output before any transaction is read. */
  sealed interface Clue {

    record Known(Fate fate) implements Clue {}

    /**
     * @param candidates that may spend it, the earliest first, those in no block last
     * @param otherwise what became of it if none of them does
     */
    record Among(OutPoint output, List<Entry> candidates, Fate otherwise) implements Clue {

      /** Without the first ones. */
      Among after(int looked) {
        int from = Math.min(looked, candidates.size());
        return new Among(output, candidates.subList(from, candidates.size()), otherwise);
      }
    }
  }

  Clue clue(OutPoint output) {
    if (unspent.isPresent() && unspent.get().contains(output)) {
      return new Clue.Known(new Fate.Unspent());
    }
    return history
        .map(entries -> among(output, entries))
        .orElseGet(() -> unknown("the history of its script is refused: " + refusal));
  }

  private Clue among(OutPoint output, List<Entry> entries) {
    Optional<Entry> creator = entries.stream().filter(made(output.tx())).findFirst();
    if (creator.isEmpty()) {
      return unknown("the history of its script does not name the transaction that made it");
    }
    List<Entry> candidates =
        entries.stream()
            .filter(made(output.tx()).negate())
            .filter(entry -> !entry.isConfirmed() || entry.height() >= creator.get().height())
            .sorted(EARLIEST_FIRST)
            .toList();
    return candidates.size() > MOST_CANDIDATES
        ? unknown(
            "%d later transactions of its script are more than the %d that are looked through"
                .formatted(candidates.size(), MOST_CANDIDATES))
        : new Clue.Among(output, candidates, otherwise());
  }

  private static Predicate<Entry> made(TxId id) {
    return entry -> entry.id().equals(id);
  }

  private Fate otherwise() {
    return unspent.isPresent()
        ? new Fate.Gone("it is spent, but no transaction in the history of its script spends it")
        : new Fate.Unspent();
  }

  /** What is not among the unspent outputs is spent, whoever does it. */
  private Clue unknown(String why) {
    return new Clue.Known(unspent.isPresent() ? new Fate.Gone(why) : new Fate.Unknown(why));
  }
}
