package org.spoor.bitcoin.p2p;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.HeadersMessage;
import org.bitcoinj.core.Message;
import org.bitcoinj.core.NotFoundMessage;
import org.bitcoinj.core.Peer;
import org.bitcoinj.core.PeerAddress;
import org.bitcoinj.core.PeerGroup;
import org.bitcoinj.utils.Threading;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Ground;
import org.spoor.endpoint.Meter;
import org.spoor.model.SpoorException;

/**
 * Nodes of the network that the user has named, asked over its own protocol, and nobody else: none
 * is looked for, none that they tell of is used. Thread-safe.
 */
public final class Peers implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** How long a connection may take until both sides have said who they are. */
  private static final Duration GREETING = Ground.PROBING;

  /** How often a peer may hang up without giving anything in between. */
  private static final int MOST_HANG_UPS = 2;

  private final PeerGroup group;
  private final Map<InetSocketAddress, Link> links;
  private final Duration greeting;

  private Peers(PeerGroup group, Map<InetSocketAddress, Link> links, Duration greeting) {
    this.group = group;
    this.links = links;
    this.greeting = greeting;
  }

  /**
   * Begins to connect to them all.
   *
   * @param patience how long a peer may give nothing that it was asked for
   * @param meter told of what they are asked, and of what they give
   * @throws SpoorException UNAVAILABLE if the name of a peer is that of no host
   */
  public static Peers open(Network network, List<PeerName> names, Duration patience, Meter meter) {
    Map<InetSocketAddress, Link> links = new LinkedHashMap<>();
    names.forEach(name -> links.put(name.address(), new Link(name, patience, meter)));
    PeerGroup group = new PeerGroup(network.network());
    group.setUseLocalhostPeerWhenPossible(false);
    group.setPingIntervalMsec(0);
    Duration greeting = patience.compareTo(GREETING) < 0 ? patience : GREETING;
    group.setConnectTimeout(greeting);
    group.getVersionMessage().relayTxesBeforeFilter = false;
    Peers peers = new Peers(group, links, greeting);
    group.addConnectedEventListener(
        Threading.SAME_THREAD, (peer, _) -> peers.link(peer).connected(peer));
    group.addDisconnectedEventListener(
        Threading.SAME_THREAD, (peer, _) -> peers.link(peer).disconnected(peer));
    group.addPreMessageReceivedEventListener(Threading.SAME_THREAD, peers::taken);
    links.keySet().forEach(address -> group.addAddress(PeerAddress.simple(address)));
    group.start();
    return peers;
  }

  private Link link(Peer peer) {
    return Optional.ofNullable(links.get(peer.getAddress().toSocketAddress())).orElseThrow();
  }

  /** What was asked for does not go on to bitcoinj, which would keep it. */
  private @Nullable Message taken(Peer peer, Message message) {
    switch (message) {
      case Block block -> link(peer).received(block);
      case HeadersMessage headers -> link(peer).received(headers);
      case NotFoundMessage lacking -> link(peer).received(lacking);
      default -> {
        return message;
      }
    }
    return null;
  }

  /**
   * Who the peers say that they are, in words. Each is given one chance to say so.
   *
   * @throws SpoorException UNAVAILABLE if none can be reached
   */
  public List<String> greetings() {
    return askAll("peers", Link::greeting, 1);
  }

  /**
   * A block, shown by its hash and by the transactions to which its header commits. One peer after
   * the other is asked, the one with the least to do first.
   *
   * @throws SpoorException UNAVAILABLE if none gives it, with what is wrong with each of them
   */
  public Block block(Sha256Hash hash) {
    String what = "block " + hash;
    return ask(what, link -> checked(link.block(hash), what));
  }

  private static Answer<Block> checked(Answer<Block> answer, String what) {
    try {
      return answer instanceof Answer.Given<Block>(Block block)
          ? new Answer.Given<>(Blocks.checked(block, what))
          : answer;
    } catch (SpoorException e) {
      return new Answer.Failed<>(
          String.valueOf(e.getMessage()).replace(what, "what it sent"), true);
    }
  }

  /** Something that is asked of a peer. */
  interface Question<T> {

    Answer<T> put(Link link) throws InterruptedException;
  }

  /**
   * Asks one after the other, until one gives it.
   *
   * @param what how messages call it
   * @throws SpoorException UNAVAILABLE if no peer gives it, with what is wrong with each of them
   */
  <T> T ask(String what, Question<T> question) {
    Map<PeerName, String> refused = new LinkedHashMap<>();
    return ask(what, List.copyOf(links.values()), question, MOST_HANG_UPS, refused)
        .orElseThrow(() -> refused(what, refused));
  }

  /**
   * Asks each of them.
   *
   * @throws SpoorException UNAVAILABLE if no peer gives it
   */
  <T> List<T> askAll(String what, Question<T> question) {
    return askAll(what, question, MOST_HANG_UPS);
  }

  private <T> List<T> askAll(String what, Question<T> question, int hangUps) {
    Map<PeerName, String> refused = new LinkedHashMap<>();
    List<T> given =
        links.values().stream()
            .flatMap(link -> ask(what, List.of(link), question, hangUps, refused).stream())
            .toList();
    if (given.isEmpty()) {
      throw refused(what, refused);
    }
    return given;
  }

  private <T> Optional<T> ask(
      String what,
      List<Link> some,
      Question<T> question,
      int hangUps,
      Map<PeerName, String> refused) {
    try {
      while (true) {
        Optional<Link> link = next(some, refused.keySet(), hangUps);
        if (link.isEmpty()) {
          some.forEach(other -> refused.putIfAbsent(other.name(), other.trouble()));
          return Optional.empty();
        }
        switch (question.put(link.get())) {
          case Answer.Given<T>(T value) -> {
            return Optional.of(value);
          }
          case Answer.Failed<T>(String why, boolean isFinal) when isFinal ->
              refused.put(link.get().name(), why);
          case Answer.Failed<T> _ -> {}
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable(what + ": interrupted", e);
    }
  }

  private static SpoorException refused(String what, Map<PeerName, String> refused) {
    return SpoorException.unavailable(
        refused.entrySet().stream()
            .map(each -> "peer %s: %s".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining("; ", what + ": ", "")));
  }

  /** The one to ask, waited for while any of them may still come. */
  private Optional<Link> next(List<Link> some, Set<PeerName> refused, int hangUps)
      throws InterruptedException {
    List<Link> others = some.stream().filter(link -> !refused.contains(link.name())).toList();
    long end = System.nanoTime() + (hangUps + 1) * greeting.toNanos();
    while (true) {
      Optional<Link> connected =
          others.stream()
              .filter(link -> link.burden().isPresent())
              .min(Comparator.comparingInt(link -> link.burden().orElse(Integer.MAX_VALUE)));
      boolean isOver =
          System.nanoTime() > end || others.stream().allMatch(link -> link.isGivenUp(hangUps));
      if (connected.isPresent() || isOver) {
        return connected;
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }

  /** Lets them go, without waiting for connections that bitcoinj would try again later. */
  @Override
  public void close() {
    group.stopAsync().join();
  }
}
