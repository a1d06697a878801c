package org.spoor.bitcoin.core;

import java.util.Optional;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** What was found out about outputs, kept in the store of answers: no block is scanned twice. */
record SpenderNotes(AnswerStore store) {

  private static final String SCANNED = "gone-scanned";
  private static final String NOT_SCANNED = "gone-not-scanned";

  /** What is known of an output. */
  sealed interface Note {

    /**
     * @param height of the spender's block
     */
    record Spent(TxId by, long height) implements Note {}

    /**
     * @param upTo the last block that was looked through
     * @param waiting who was about to spend it in a later block
     */
    record Unspent(long upTo, Optional<TxId> waiting) implements Note {}

    /**
     * It is spent, and nobody knows by whom.
     *
     * @param scanned whether it was looked for with filters of blocks
     * @param why in words
     */
    record Gone(boolean scanned, String why) implements Note {}
  }

  Optional<Note> of(OutPoint output) {
    return store.noted(name(output)).map(text -> read(output, text));
  }

  void keep(OutPoint output, Note note) {
    String text =
        switch (note) {
          case Note.Spent(TxId by, long height) -> "spent %d %s".formatted(height, by);
          case Note.Unspent(long upTo, Optional<TxId> waiting) ->
              "unspent %d %s".formatted(upTo, waiting.map(TxId::text).orElse("-"));
          case Note.Gone(boolean scanned, String why) ->
              "%s %s".formatted(scanned ? SCANNED : NOT_SCANNED, why);
        };
    store.note(name(output), text);
  }

  private static String name(OutPoint output) {
    return "spender on %s of %s".formatted(output.tx().chain(), output);
  }

  private Note read(OutPoint output, String text) {
    if (text.startsWith(SCANNED + " ") || text.startsWith(NOT_SCANNED + " ")) {
      boolean scanned = text.startsWith(SCANNED);
      return new Note.Gone(scanned, text.substring(text.indexOf(' ') + 1));
    }
    String[] words = text.split(" ", -1);
    try {
      long height = Long.parseLong(words[1]);
      Optional<TxId> by =
          Optional.of(words[2])
              .filter(word -> !word.equals("-"))
              .map(word -> new TxId(output.tx().chain(), word));
      return switch (words[0]) {
        case "spent" -> new Note.Spent(by.orElseThrow(() -> otherwise(output)), height);
        case "unspent" -> new Note.Unspent(height, by);
        default -> throw otherwise(output);
      };
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw otherwise(output);
    }
  }

  private SpoorException otherwise(OutPoint output) {
    return SpoorException.malformedData(
        "%s: who spends %s is not as it was noted there".formatted(store, output));
  }
}
