package org.spoor.bitcoin.p2p;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.BlockLocator;
import org.bitcoinj.core.GetDataMessage;
import org.bitcoinj.core.GetHeadersMessage;
import org.bitcoinj.core.HeadersMessage;
import org.bitcoinj.core.InventoryItem;
import org.bitcoinj.core.Message;
import org.bitcoinj.core.NotFoundMessage;
import org.bitcoinj.core.Peer;
import org.bitcoinj.core.ProtocolVersion;
import org.bitcoinj.core.Services;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Meter;

/**
 * What goes on with one peer: the questions that are open, and its troubles. Whoever waits is woken
 * by the connection's own thread. Thread-safe.
 */
final class Link {

  /** A question that waits; its answer is there at some time. */
  private static final class Open<T> {

    private Optional<Answer<T>> answer = Optional.empty();
  }

  private final PeerName name;
  private final Duration patience;
  private final Meter meter;
  private final Map<Sha256Hash, Open<Block>> blocks = new HashMap<>();
  private Optional<Open<List<Block>>> headers = Optional.empty();
  private Optional<Peer> peer = Optional.empty();
  private Optional<Sha256Hash> stray = Optional.empty();
  private String trouble = "it cannot be reached";
  private long heard;
  private int hangUps;

  /**
   * @param patience how long it may give nothing that it was asked for
   */
  Link(PeerName name, Duration patience, Meter meter) {
    this.name = name;
    this.patience = patience;
    this.meter = meter;
  }

  PeerName name() {
    return name;
  }

  /** Why it is not to be asked, as far as is known. */
  synchronized String trouble() {
    return trouble;
  }

  /** How many blocks it was asked for and has not given; nothing if it is not connected. */
  synchronized OptionalInt burden() {
    return peer.isPresent() ? OptionalInt.of(blocks.size()) : OptionalInt.empty();
  }

  /**
   * Whether it is not worth waiting for.
   *
   * @param most how often it may hang up without giving anything in between
   */
  synchronized boolean isGivenUp(int most) {
    return peer.isEmpty() && hangUps >= most;
  }

  /** Who it says that it is, and how far it has come. */
  synchronized Answer<String> greeting() {
    return peer.map(Peer::getPeerVersionMessage)
        .<Answer<String>>map(said ->
            new Answer.Given<>(
                "%s %s, block %d".formatted(name, Excerpt.of(said.subVer), said.bestHeight)))
        .orElseGet(() -> new Answer.Failed<>(trouble, false));
  }

  synchronized void connected(Peer to) {
    peer = Optional.of(to);
  }

  /** Tells whoever waits that there is nothing to wait for. */
  synchronized void disconnected(Peer from) {
    boolean wasConnected = peer.isPresent();
    trouble = stage(from, wasConnected);
    hangUps++;
    peer = Optional.empty();
    blocks.values().forEach(open -> fail(open, trouble, false));
    headers.ifPresent(open -> fail(open, trouble, false));
    notifyAll();
  }

  private static String stage(Peer from, boolean wasConnected) {
    if (wasConnected) {
      return "the connection broke";
    }
    return from.getConnectionOpenFuture().isDone()
        ? "it did not introduce itself as a node of this network"
        : "it cannot be reached";
  }

  private static <T> void fail(Open<T> open, String why, boolean isFinal) {
    if (open.answer.isEmpty()) {
      open.answer = Optional.of(new Answer.Failed<>(why, isFinal));
    }
  }

  synchronized void received(Block block) {
    meter.received(block.messageSize());
    Optional.ofNullable(blocks.get(block.getHash()))
        .ifPresentOrElse(open -> give(open, block), () -> stray = Optional.of(block.getHash()));
  }

  synchronized void received(HeadersMessage told) {
    meter.received(told.messageSize());
    headers.ifPresent(open -> give(open, told.getBlockHeaders()));
  }

  private <T> void give(Open<T> open, T value) {
    open.answer = Optional.of(new Answer.Given<>(value));
    heard = System.nanoTime();
    hangUps = 0;
    notifyAll();
  }

  synchronized void received(NotFoundMessage lacking) {
    for (InventoryItem item : lacking.getItems()) {
      Optional.ofNullable(blocks.get(item.hash))
          .ifPresent(open -> fail(open, "it does not have it" + limits(), true));
    }
    notifyAll();
  }

  /** What a node that keeps few blocks says of itself. */
  private String limits() {
    return peer.filter(to -> !to.getPeerVersionMessage().services().has(Services.NODE_NETWORK))
        .map(_ -> ", and says that it has recent blocks alone")
        .orElse("");
  }

  /**
   * A block whose header has this hash; what else is in it is not checked.
   *
   * @throws org.spoor.model.SpoorException UNAVAILABLE if the budget does not allow it
   */
  Answer<Block> block(Sha256Hash hash) throws InterruptedException {
    Open<Block> open = new Open<>();
    Optional<Peer> to;
    synchronized (this) {
      if (blocks.putIfAbsent(hash, open) != null) {
        return new Answer.Failed<>("it is asked for it already", false);
      }
      to = begin(open);
    }
    try {
      to.ifPresent(asked -> send(asked, GetDataMessage.ofBlock(hash, true)));
      return await(open);
    } finally {
      synchronized (this) {
        blocks.remove(hash);
      }
    }
  }

  /**
   * The headers that follow the first of the named blocks that it has; at most 2,000.
   *
   * @param locator the last block first
   * @throws org.spoor.model.SpoorException UNAVAILABLE if the budget does not allow it
   */
  Answer<List<Block>> headers(List<Sha256Hash> locator) throws InterruptedException {
    Open<List<Block>> open = new Open<>();
    GetHeadersMessage question =
        new GetHeadersMessage(
            ProtocolVersion.CURRENT.intValue(), new BlockLocator(locator), Sha256Hash.ZERO_HASH);
    Optional<Peer> to;
    synchronized (this) {
      headers = Optional.of(open);
      to = begin(open);
    }
    try {
      to.ifPresent(asked -> send(asked, question));
      return await(open);
    } finally {
      synchronized (this) {
        headers = Optional.empty();
      }
    }
  }

  /** Whom to ask; sending is not done under the lock, which bitcoinj's threads wait for. */
  private <T> Optional<Peer> begin(Open<T> open) {
    if (blocks.size() + headers.stream().count() == 1) {
      heard = System.nanoTime();
    }
    if (peer.isEmpty()) {
      fail(open, trouble, false);
    }
    return peer;
  }

  /** What cannot be sent breaks the connection, which is told. */
  private void send(Peer to, Message message) {
    meter.sending(1);
    var _ = to.sendMessage(message);
  }

  /** For as long as the peer gives anything that was asked for. */
  private synchronized <T> Answer<T> await(Open<T> open) throws InterruptedException {
    while (open.answer.isEmpty()) {
      long left = patience.toNanos() - (System.nanoTime() - heard);
      if (left <= 0) {
        fail(open, silence(), true);
      } else {
        wait(Math.max(1, left / 1_000_000));
      }
    }
    return open.answer.get();
  }

  private String silence() {
    return "it did not send it within %d s%s%s"
        .formatted(
            patience.toSeconds(),
            stray
                .map(other -> ", but block %s, which was not asked for".formatted(other))
                .orElse(""),
            limits());
  }
}
