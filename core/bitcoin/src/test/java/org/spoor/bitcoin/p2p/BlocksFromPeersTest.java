package org.spoor.bitcoin.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.model.SpoorException;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Whole blocks beside a server that has none. */
final class BlocksFromPeersTest {

  private final ServedHistory history = ServedHistory.theft();
  private final RegtestChain chain = history.chain();

  private final Set<TxId> doubted = new HashSet<>();

  private Optional<String> refusal = Optional.empty();
  private int connections;

  @TempDir private Path folder;

  /**
   * A server that knows its tip, and of one block that it is empty.
   *
   * @param own the height of that block
   * @param doubted takes note of what it is told to doubt
   * @param refused why it gives no block at all, if that is so
   */
  private record Blockless(
      Block last, long height, long own, Set<TxId> doubted, Optional<String> refused)
      implements Server {

    @Override
    public String name() {
      return "blockless";
    }

    @Override
    public Tip tip() {
      return new Tip(height, last.getHashAsString(), last.time());
    }

    @Override
    public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
      return Map.of();
    }

    @Override
    public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
      Map<TxId, BareTransaction> bare = new HashMap<>();
      ids.forEach(id -> bare.put(id, new BareTransaction(id, List.of(), List.of())));
      return bare;
    }

    @Override
    public void doubt(Set<TxId> ids) {
      doubted.addAll(ids);
    }

    @Override
    public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
      return Map.of();
    }

    @Override
    public Optional<List<Confirmed>> block(long height) {
      refused.ifPresent(why -> {
        throw SpoorException.unavailable(why);
      });
      return height == own ? Optional.of(List.of()) : Optional.empty();
    }
  }

  /**
   * @param peers of which the first is asked at first, the next if that failed
   */
  private BlocksFromPeers server(long own, StandInPeer... peers) {
    return new BlocksFromPeers(
        new Blockless(chain.block((int) history.tip()), history.tip(), own, doubted, refusal),
        "peers",
        Network.REGTEST,
        () -> connected(peers[connections++]),
        folder);
  }

  private static Peers connected(StandInPeer peer) {
    return Peers.open(
        Network.REGTEST, List.of(peer.name()), Duration.ofSeconds(10), Meters.unlimited());
  }

  @Test
  void block_thatTheServerLacks_isThePeers() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        BlocksFromPeers server = server(-1, peer)) {
      for (long height = 1; height <= history.tip(); height++) {
        long at = height;
        assertThat(server.block(height).orElseThrow())
            .extracting(found -> found.transaction().id() + " " + found.position())
            .isEqualTo(
                history.all().stream()
                    .filter(each -> each.position().height() == at)
                    .map(each -> each.id() + " " + each.position())
                    .toList());
      }
    }
  }

  @Test
  void block_thatTheServerHasOrThatDoesNotCount_isAskedOfNobody() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        BlocksFromPeers server = server(2, peer)) {
      assertThat(server.block(2)).contains(List.of());
      assertThat(server.block(history.tip() + 1)).isEmpty();
      assertThat(peer.asked()).isEmpty();
    }
  }

  @Test
  void bareAndDoubt_areOfTheServer() {
    Set<TxId> ids = Set.of(history.all().getLast().id());
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        BlocksFromPeers server = server(-1, peer)) {
      assertThat(server.bare(ids)).containsOnlyKeys(ids);
      server.doubt(ids);
      assertThat(doubted).isEqualTo(ids);
    }
  }

  @Test
  void block_ofPeersOnAnotherFork_isRefusedWithBothHashes() {
    RegtestChain other = chain.fork(3, "other").mineEmpty((int) chain.height());
    try (StandInPeer peer = StandInPeer.of(other.blocks());
        BlocksFromPeers server = server(-1, peer)) {
      assertThatThrownBy(() -> server.block(2))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "peers: block %d of its peers is %s, and that of blockless is %s",
              history.tip(),
              other.block((int) history.tip()).getHashAsString(),
              chain.block((int) history.tip()).getHashAsString());
    }
  }

  @Test
  void block_ofPeersThatAreBehind_isRefused() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks().subList(0, 4));
        BlocksFromPeers server = server(-1, peer)) {
      assertThatThrownBy(() -> server.block(2))
          .isInstanceOf(SpoorException.class)
          .hasMessage("peers: the last block of its peers is 3, and %d is read", history.tip());
    }
  }

  @Test
  void block_afterHeadersThatAreNone_letsThePeerGoAndAsksAgain() throws InterruptedException {
    List<Block> gap = List.of(chain.block(0), chain.block(2));
    try (StandInPeer bad = StandInPeer.of(gap);
        StandInPeer good = StandInPeer.of(chain.blocks());
        BlocksFromPeers server = server(-1, bad, good)) {
      assertThatThrownBy(() -> server.block(2))
          .isInstanceOf(SpoorException.class)
          .hasMessageStartingWith("headers: peer %s: its headers follow none", bad.name());
      assertThat(bad.isLetGo()).isTrue();
      assertThat(server.block(2).orElseThrow()).hasSize(1);
    }
  }

  @Test
  void block_whereHeadersAreInUse_isAskedOfNobody() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        Headers _ = new Headers(folder, Network.REGTEST);
        BlocksFromPeers server = server(-1, peer)) {
      assertThatThrownBy(() -> server.block(2))
          .isInstanceOf(SpoorException.class)
          .hasMessageEndingWith("in use by another process");
      assertThat(connections).isZero();
    }
  }

  @Test
  void block_thatTheServerRefuses_isThePeers() {
    refusal = Optional.of("mine: getblock is refused");
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        BlocksFromPeers server = server(-1, peer)) {
      assertThat(server.block(2).orElseThrow()).hasSize(1);
    }
  }

  @Test
  void block_thatTheServerRefusesAndPeersLack_isUnavailableWithTheWordsOfBoth() {
    refusal = Optional.of("mine: getblock is refused");
    RegtestChain shorter = RegtestChain.begin().mineEmpty(2);
    try (StandInPeer peer = StandInPeer.of(shorter.blocks());
        BlocksFromPeers server = server(-1, peer)) {
      assertThatThrownBy(() -> server.block(2))
          .isInstanceOf(SpoorException.class)
          .hasMessageStartingWith("mine: getblock is refused; peers: the last block of its peers");
    }
  }
}
