package org.spoor.bitcoin.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bitcoinj.base.BitcoinNetwork;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Usage;
import org.spoor.model.SpoorException;

/** Named blocks from peers that answer well, badly or not at all; most of it is waiting. */
@Execution(ExecutionMode.CONCURRENT)
final class PeersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final RegtestChain chain = ServedHistory.theft().chain();
  private final Block wanted = chain.block(4);

  private static Peers peers(Duration patience, StandInPeer... peers) {
    return Peers.open(
        Network.REGTEST,
        Arrays.stream(peers).map(StandInPeer::name).toList(),
        patience,
        Meters.unlimited());
  }

  /** What is said where no peer gives the block. */
  private String refused(Duration patience, StandInPeer peer) {
    try (peer;
        Peers peers = peers(patience, peer)) {
      SpoorException refused =
          catchThrowableOfType(SpoorException.class, () -> peers.block(wanted.getHash()));
      assertThat(refused.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
      String begin =
          "block %s: peer %s: ".formatted(wanted.getHashAsString(), peer.name().toString());
      assertThat(refused).hasMessageStartingWith(begin);
      return String.valueOf(refused.getMessage()).substring(begin.length());
    }
  }

  @Test
  void block_ofAPeerThatHasIt_isTheBlock() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        Peers peers = peers(PATIENCE, peer)) {
      for (Block block : chain.blocks()) {
        assertThat(peers.block(block.getHash()).serialize()).isEqualTo(block.serialize());
      }
    }
  }

  @Test
  void block_askedOfAPeer_asksNothingElse() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        Peers peers = peers(PATIENCE, peer)) {
      peers.block(wanted.getHash());
      assertThat(peer.asked()).containsExactly("version", "sendaddrv2", "verack", "getdata");
    }
  }

  @Test
  void block_notFound_namesPeerAndBlock() {
    StandInPeer peer =
        StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.sendNotFound(blocks.getFirst()));
    assertThat(refused(PATIENCE, peer)).isEqualTo("it does not have it");
  }

  @Test
  void block_notFoundByAPrunedPeer_saysSo() {
    StandInPeer peer =
        StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.sendNotFound(blocks.getFirst()))
            .pruned();
    assertThat(refused(PATIENCE, peer))
        .isEqualTo("it does not have it, and says that it has recent blocks alone");
  }

  @Test
  void block_silence_endsWithPatience() {
    StandInPeer peer = StandInPeer.of(chain.blocks(), (wire, blocks) -> {});
    assertThat(refused(SOON, peer)).isEqualTo("it did not send it within 1 s");
  }

  @Test
  void block_anotherInstead_isNamed() {
    Block other = chain.block(2);
    StandInPeer peer = StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.send(other));
    assertThat(refused(SOON, peer))
        .isEqualTo(
            "it did not send it within 1 s, but block %s, which was not asked for"
                .formatted(other.getHashAsString()));
  }

  @Test
  void block_withOtherTransactions_isRefused() {
    byte[] header = Arrays.copyOf(wanted.serialize(), Block.HEADER_SIZE);
    byte[] raw = chain.block(2).serialize();
    System.arraycopy(header, 0, raw, 0, header.length);
    StandInPeer peer = StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.send("block", raw));
    assertThat(refused(PATIENCE, peer))
        .isEqualTo("what it sent: its header commits to other transactions");
  }

  @Test
  void block_headerAlone_isRefused() {
    byte[] raw = Arrays.copyOf(wanted.serialize(), Block.HEADER_SIZE + 1);
    raw[Block.HEADER_SIZE] = 0;
    StandInPeer peer = StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.send("block", raw));
    assertThat(refused(PATIENCE, peer)).isEqualTo("what it sent: it has no transactions");
  }

  @Test
  void block_hangingUpHalfWay_isTriedAgainAndTold() {
    StandInPeer peer =
        StandInPeer.of(
            chain.blocks(),
            (wire, blocks) -> {
              wire.sendHalf(blocks.getFirst());
              wire.hangUp();
            });
    assertThat(refused(PATIENCE, peer)).isEqualTo("the connection broke");
    assertThat(peer.asked().stream().filter("getdata"::equals)).hasSize(2);
  }

  @Test
  void block_messageLargerThanAnyBlock_isNotRead() {
    StandInPeer peer =
        StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.claim("block", 100_000_000));
    assertThat(refused(PATIENCE, peer)).isEqualTo("the connection broke");
  }

  @Test
  void block_bytesThatAreNone_areRefused() {
    byte[] raw = new byte[200];
    Arrays.fill(raw, (byte) 0xFF);
    StandInPeer peer = StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.send("block", raw));
    assertThat(refused(PATIENCE, peer)).isEqualTo("the connection broke");
  }

  @Test
  void block_peerOfAnotherNetwork_isNotAsked() {
    StandInPeer peer = StandInPeer.of(BitcoinNetwork.MAINNET);
    assertThat(refused(SOON, peer))
        .isEqualTo("it did not introduce itself as a node of this network");
    assertThat(peer.asked()).doesNotContain("getdata");
  }

  @Test
  void block_nobodyThere_isTold() {
    StandInPeer peer = StandInPeer.of(chain.blocks());
    peer.close();
    assertThat(refused(SOON, peer)).isEqualTo("it cannot be reached");
  }

  @Test
  void block_onePeerBad_comesFromTheOther() {
    try (StandInPeer bad =
            StandInPeer.of(chain.blocks(), (wire, blocks) -> wire.sendNotFound(wanted));
        StandInPeer good = StandInPeer.of(chain.blocks());
        Peers peers = peers(PATIENCE, bad, good)) {
      assertThat(peers.block(wanted.getHash()).getHash()).isEqualTo(wanted.getHash());
    }
  }

  @Test
  void greetings_ofAPeerThatHangsUp_areAskedForOnce() {
    try (StandInPeer rude = StandInPeer.of(chain.blocks()).hangingUp();
        Peers peers = peers(PATIENCE, rude)) {
      assertThatThrownBy(peers::greetings)
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "peers: peer %s: it did not introduce itself as a node of this network", rude.name());
      assertThat(rude.asked()).containsExactly("version");
    }
  }

  @Test
  void greetings_oneOfAnotherNetwork_areThoseOfTheOthers() {
    try (StandInPeer other = StandInPeer.of(BitcoinNetwork.MAINNET);
        StandInPeer good = StandInPeer.of(chain.blocks());
        Peers peers = peers(SOON, other, good)) {
      assertThat(peers.greetings())
          .containsExactly("%s /bitcoinj:0.17.1/, block %d".formatted(good.name(), chain.height()));
    }
  }

  @Test
  void block_asked_isCountedWithItsBytes() {
    Meter meter = Meters.unlimited();
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        Peers peers = Peers.open(Network.REGTEST, List.of(peer.name()), PATIENCE, meter)) {
      peers.block(wanted.getHash());
      assertThat(meter.usage()).isEqualTo(new Usage(1, 1, wanted.serialize().length, 0));
    }
  }

  @Test
  void block_beyondTheBudget_isAskedOfNobody() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks());
        Peers peers = Peers.open(Network.REGTEST, List.of(peer.name()), PATIENCE, Meters.upTo(1))) {
      peers.block(wanted.getHash());
      SpoorException refused =
          catchThrowableOfType(SpoorException.class, () -> peers.block(chain.block(5).getHash()));
      assertThat(Budget.isSpent(refused)).isTrue();
      assertThat(peer.asked().stream().filter("getdata"::equals)).hasSize(1);
    }
  }

  @Test
  void read_names_areHostAndPort() {
    assertThat(PeerName.read("node.example:8333", Network.MAIN))
        .isEqualTo(new PeerName("node.example", 8333));
    assertThat(PeerName.read("10.0.0.1", Network.MAIN)).hasToString("10.0.0.1:8333");
    assertThat(PeerName.read("[::1]", Network.REGTEST)).hasToString("[::1]:18444");
  }

  @Test
  void read_otherTexts_areRefused() {
    for (String text : List.of("", "a:b", "a:0", "a:70000", "::1", "p2p://a:1", "a b", "me@a:1")) {
      assertThatThrownBy(() -> PeerName.read(text, Network.MAIN))
          .isInstanceOf(SpoorException.class)
          .hasMessage("peer '%s': expected host:port", text);
    }
  }
}
