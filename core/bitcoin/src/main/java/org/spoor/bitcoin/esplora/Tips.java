package org.spoor.bitcoin.esplora;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.model.SpoorException;

/**
 * The last block that counts: one with six confirmations, itself the first of them. It is noted, so
 * that a run offline reads up to the same block.
 */
public final class Tips {

  private static final int CONFIRMATIONS = 6;

  private final Asking asking;
  private final Network network;
  private final Answers answers;
  private final AnswerStore store;
  private final String note;

  /**
   * @param node that answers paths
   * @param identity of the endpoint
   */
  public Tips(Node node, Network network, AnswerStore store, String identity) {
    this.asking = new Asking(node);
    this.network = network;
    this.answers = new Answers(network);
    this.store = store;
    this.note = "tip of %s: %s".formatted(network.chain(), identity);
  }

  /**
   * As the server has it now.
   *
   * @param asOf an earlier block to read up to
   * @throws SpoorException UNAVAILABLE if the server is of another network or fork, or the block
   *     has too few confirmations
   */
  public Tip now(OptionalLong asOf) {
    Call first = Paths.hashAt(0, false);
    Asking.Given given = asking.ask(List.of(Paths.height(), first));
    String genesis = given.read(first, answers::hash);
    if (!genesis.equals(network.genesis())) {
      throw SpoorException.unavailable(
          "%s: its first block is %s, not that of %s"
              .formatted(asking.name(), genesis, network.chain()));
    }
    long last = given.read(Paths.height(), answers::height) - CONFIRMATIONS + 1;
    long wanted = asOf.orElse(Math.max(0, last));
    if (wanted > Math.max(0, last)) {
      throw SpoorException.unavailable(
          "block %d is not final yet, the last one with %d confirmations is %d"
              .formatted(wanted, CONFIRMATIONS, Math.max(0, last)));
    }
    refuseOtherFork(last);
    Tip tip = at(wanted);
    if (asOf.isEmpty()) {
      store.note(note, "%d %s %s".formatted(tip.height(), tip.hash(), tip.time()));
    }
    return tip;
  }

  /**
   * As it was when the server was last asked.
   *
   * @throws SpoorException UNAVAILABLE if it never was
   */
  public Tip remembered(OptionalLong asOf) {
    Tip last =
        store
            .noted(note)
            .map(this::read)
            .orElseThrow(() ->
                SpoorException.unavailable(
                    "offline: %s was never asked for its last block".formatted(asking.name())));
    return asOf.isEmpty() || asOf.getAsLong() == last.height() ? last : at(asOf.getAsLong());
  }

  private Tip at(long height) {
    String hash = asking.read(Paths.hashAt(height, true), answers::hash);
    BareHeader header = asking.read(Paths.header(hash), answer -> answers.header(answer, hash));
    return new Tip(height, hash, header.time());
  }

  /** What was answered before rests on a block that this server has to have, too. */
  private void refuseOtherFork(long last) {
    store
        .noted(note)
        .map(this::read)
        .filter(before -> before.height() <= last)
        .ifPresent(before -> {
          String now = asking.read(Paths.hashAt(before.height(), false), answers::hash);
          if (!now.equals(before.hash())) {
            throw SpoorException.unavailable(
                "%s: block %d is %s, and was %s when %s was last used"
                    .formatted(asking.name(), before.height(), now, before.hash(), store));
          }
        });
  }

  private Tip read(String noted) {
    String[] parts = noted.split(" ", 3);
    try {
      return new Tip(Long.parseLong(parts[0]), parts[1], Instant.parse(parts[2]));
    } catch (IndexOutOfBoundsException | NumberFormatException | DateTimeException e) {
      throw SpoorException.malformedData(
          "%s: the last block of %s is not as it was noted there".formatted(store, asking.name()),
          e);
    }
  }
}
