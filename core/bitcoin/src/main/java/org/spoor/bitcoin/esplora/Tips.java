package org.spoor.bitcoin.esplora;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.spoor.bitcoin.esplora.Answers.Place;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.model.SpoorException;

/**
 * The last block that counts: one with six confirmations, itself the first of them. It is noted, so
 * that a run offline reads up to the same block, and a later one sees whether it is still there.
 */
public final class Tips {

  private static final int CONFIRMATIONS = 6;

  private final Asking asking;
  private final Network network;
  private final Answers answers;
  private final AnswerStore store;
  private final String note;
  private final List<String> noticed = new CopyOnWriteArrayList<>();

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
   * @throws SpoorException UNAVAILABLE if the server is of another network, or the block has too
   *     few confirmations
   */
  public Tip now(OptionalLong asOf) {
    Optional<Tip> before = noted(OptionalLong.empty());
    List<Call> calls = new ArrayList<>(List.of(Paths.height(), Paths.hashNow(0)));
    before.map(tip -> Paths.hashNow(tip.height())).ifPresent(calls::add);
    Asking.Given given = asking.ask(calls);
    refuseOtherNetwork(given);
    long last = Math.max(0, given.read(Paths.height(), answers::height) - CONFIRMATIONS + 1);
    long wanted = asOf.orElse(last);
    if (wanted > last) {
      throw SpoorException.unavailable(
          "block %d is not final yet, the last one with %d confirmations is %d"
              .formatted(wanted, CONFIRMATIONS, last));
    }
    before.ifPresent(tip -> notice(tip, last, given));
    Tip tip = at(wanted);
    noted(asOf)
        .filter(earlier -> earlier.height() == wanted)
        .ifPresent(earlier -> noticeOther(earlier, tip.hash()));
    store.note(note(asOf), "%d %s %s".formatted(tip.height(), tip.hash(), tip.time()));
    return tip;
  }

  private void refuseOtherNetwork(Asking.Given given) {
    String genesis = given.read(Paths.hashNow(0), answers::hash);
    if (!genesis.equals(network.genesis())) {
      throw SpoorException.unavailable(
          "%s: its first block is %s, not that of %s"
              .formatted(asking.name(), genesis, network.chain()));
    }
  }

  /**
   * As it was when the server was last asked.
   *
   * @throws SpoorException UNAVAILABLE if it never was
   */
  public Tip remembered(OptionalLong asOf) {
    return noted(asOf)
        .or(() -> noted(OptionalLong.empty()).filter(tip -> asOf.getAsLong() == tip.height()))
        .orElseThrow(() ->
            SpoorException.unavailable(
                "offline: %s was never asked for %s"
                    .formatted(
                        asking.name(),
                        asOf.isEmpty() ? "its last block" : "block " + asOf.getAsLong())));
  }

  /** What is not as it was when the server was last asked, in words. */
  public List<String> noticed() {
    return noticed.stream().distinct().toList();
  }

  /**
   * Answers rest on the block up to which they were read: those on a block that is gone are, too.
   */
  private void notice(Tip before, long last, Asking.Given given) {
    if (before.height() > last) {
      noticed.add(
          "%s: its chain is read up to block %d, and was up to %d when it was last asked"
              .formatted(asking.name(), last, before.height()));
    }
    given
        .find(Paths.hashNow(before.height()), answers::hash)
        .ifPresent(hash -> noticeOther(before, hash));
  }

  private void noticeOther(Tip before, String now) {
    if (!now.equals(before.hash())) {
      noticed.add(
          "%s: block %d is %s, and was %s when it was last asked: what rested on it is read again"
              .formatted(asking.name(), before.height(), now, before.hash()));
    }
  }

  private Tip at(long height) {
    String hash = asking.read(Paths.hashNow(height), answers::hash);
    Call standing = Paths.standing(hash);
    Asking.Given given = asking.ask(List.of(Paths.header(hash), standing));
    BareHeader header = given.read(Paths.header(hash), answer -> answers.header(answer, hash));
    given.read(
        standing, answer -> answers.checkHeight(answer.path("height"), new Place(height, hash)));
    return new Tip(height, hash, header.time());
  }

  private String note(OptionalLong asOf) {
    return asOf.isEmpty() ? note : note + ", as of block " + asOf.getAsLong();
  }

  private Optional<Tip> noted(OptionalLong asOf) {
    return store.noted(note(asOf)).map(this::read);
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
