package org.spoor.bitcoin.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.endpoint.Budget;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.ChainPosition;

/**
 * Block files that are fetched from peers: from some height on, again, and around what is wrong.
 */
final class PeerBlocksTest {

  private static final int HEADER = Block.HEADER_SIZE;

  private final RegtestChain chain = ServedHistory.theft().chain();

  @TempDir private Path folder;

  private PeerBlocks blocks() {
    return new PeerBlocks(folder.resolve("peers"), folder.resolve("index"), Network.REGTEST);
  }

  private void fetch(long from, StandInPeer... peers) {
    List<PeerName> names = Arrays.stream(peers).map(StandInPeer::name).toList();
    try (Peers all =
        Peers.open(Network.REGTEST, names, Duration.ofSeconds(10), Meters.unlimited())) {
      blocks().fetch(all, from, Progress.NONE);
    }
  }

  private ChainReader reader() {
    return BlockFiles.open(
        blocks().files(), folder.resolve("index"), Network.REGTEST, Progress.NONE);
  }

  private static long asked(StandInPeer peer) {
    return peer.asked().stream().filter("getdata"::equals).count();
  }

  @Test
  void fetch_twice_asksForNothingAgain() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      fetch(0, peer);
      assertThat(asked(peer)).isEqualTo(chain.height());
      fetch(0, peer);
      assertThat(asked(peer)).isEqualTo(chain.height());
    }
    assertThat(reader().heads().getFirst().height()).hasValue(chain.height());
  }

  @Test
  void fetch_fromAHeight_asksForTheRestAlone() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      fetch(chain.height() - 3, peer);
      assertThat(asked(peer)).isEqualTo(4);
    }
    ChainReader reader = reader();
    assertThat(reader.heads().getFirst().height()).hasValue(chain.height());
    UtxoTransaction last = chain.transactions().getLast();
    assertThat(reader.transaction(last.id())).contains(last);
    assertThat(reader.transaction(chain.transactions().get(1).id())).isEmpty();
  }

  @Test
  void fetch_fromAHeightThatNobodyTells_isRefused() {
    PeerBlocks main = new PeerBlocks(folder, folder.resolve("index"), Network.MAIN);
    try (Peers none =
        Peers.open(Network.MAIN, List.of(), Duration.ofSeconds(1), Meters.unlimited())) {
      assertThatThrownBy(() -> main.fetch(none, 5, Progress.NONE))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "blocks from block 5 on: their heights are known from block 0 or from block 227931 on");
    }
  }

  @Test
  void fetch_brokenOff_goesOnFromThere() {
    AtomicInteger given = new AtomicInteger();
    try (StandInPeer peer =
        StandInPeer.of(
            chain.blocks(),
            (wire, wanted) -> {
              if (given.incrementAndGet() <= 5) {
                wire.sendAll(wanted);
              } else {
                wire.sendNotFound(wanted.getFirst());
              }
            })) {
      assertThatThrownBy(() -> fetch(0, peer))
          .isInstanceOf(SpoorException.class)
          .hasMessageEndingWith("peer %s: it does not have it", peer.name());
    }
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      fetch(0, peer);
      assertThat(asked(peer)).isEqualTo(chain.height() - 5);
    }
    assertThat(reader().remarks()).hasSize(1);
  }

  @Test
  void fetch_killedWhileWriting_writesOverWhatIsNotWhole() throws IOException {
    Path file = blocks().files().resolve("blk00000.dat");
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      fetch(0, peer);
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(whole, 100), StandardOpenOption.APPEND);
      fetch(0, peer);
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void fetch_chainThatWasReorganised_followsTheOneWithMoreWork() {
    RegtestChain longer = chain.fork(3, "other").mineEmpty((int) chain.height() - 2);
    try (StandInPeer one = StandInPeer.of(chain.blocks());
        StandInPeer other = StandInPeer.of(longer.blocks())) {
      fetch(0, one);
      fetch(0, other);
      assertThat(reader().heads().getFirst().height()).hasValue(longer.height());
      fetch(0, one);
    }
    assertThat(reader().transaction(longer.transactions().getLast().id()))
        .get()
        .extracting(transaction -> transaction.position())
        .isEqualTo(new ChainPosition(longer.height(), 0, 0));
  }

  @Test
  void fetch_ofPeersWithForks_followsTheOneWithMoreWork() {
    RegtestChain longer = chain.fork(3, "other").mineEmpty((int) chain.height() - 2);
    try (StandInPeer one = StandInPeer.of(chain.blocks());
        StandInPeer other = StandInPeer.of(longer.blocks())) {
      fetch(0, one, other);
    }
    assertThat(reader().heads().getFirst().height()).hasValue(longer.height());
  }

  @Test
  void fetch_headerWithoutWork_isRefusedAndNotKept() throws IOException {
    List<Block> forged = List.of(chain.block(0), chain.block(1), without(chain.block(2)));
    try (StandInPeer peer = StandInPeer.of(forged)) {
      assertThatThrownBy(() -> fetch(0, peer))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "headers: peer %s: its header %s is no header of a block: "
                  + "it lacks the work that it claims",
              peer.name(), forged.getLast().getHashAsString());
    }
    assertThat(Files.size(headers())).isEqualTo(HEADER);
  }

  /** With another nonce, so that its hash is too high. */
  private static Block without(Block block) {
    return LongStream.range(0, 1_000)
        .mapToObj(nonce ->
            new Block(
                block.getVersion(),
                block.getPrevBlockHash(),
                block.getMerkleRoot(),
                block.time(),
                block.getDifficultyTarget(),
                nonce,
                block.getTransactions()))
        .filter(other ->
            other.getHash().toBigInteger().compareTo(other.getDifficultyTargetAsInteger()) > 0)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void fetch_headersOfAnotherChain_areRefused() {
    RegtestChain other = chain.fork(0, "other").mineEmpty(5);
    List<Block> gap = List.of(other.block(0), other.block(2), other.block(3));
    try (StandInPeer peer = StandInPeer.of(gap)) {
      assertThatThrownBy(() -> fetch(0, peer))
          .isInstanceOf(SpoorException.class)
          .hasMessage("headers: peer %s: its headers follow none of the last 4,032", peer.name());
    }
  }

  @Test
  void fetch_headersOnTopOfAForkWithLessWork_areRefusedAndNotKept() throws IOException {
    RegtestChain other = chain.fork(3, "other").mineEmpty(5);
    RegtestChain longer = other.fork(8, "other").mineEmpty((int) chain.height());
    List<Block> gap = new ArrayList<>(List.of(chain.block(0)));
    gap.addAll(longer.blocks().subList(9, longer.blocks().size()));
    try (StandInPeer one = StandInPeer.of(chain.blocks());
        StandInPeer two = StandInPeer.of(other.blocks());
        StandInPeer three = StandInPeer.of(gap)) {
      fetch(0, one, two, three);
    }
    assertThat(headers()).hasBinaryContent(bytes(chain.blocks()));
    assertThat(reader().heads().getFirst().height()).hasValue(chain.height());
  }

  @Test
  void fetch_headersOfAForkWithMoreWork_takeThePlaceOfTheOthers() {
    RegtestChain longer = chain.fork(3, "other").mineEmpty((int) chain.height() - 2);
    try (StandInPeer one = StandInPeer.of(chain.blocks());
        StandInPeer other = StandInPeer.of(longer.blocks())) {
      fetch(0, one, other, one);
    }
    assertThat(headers()).hasBinaryContent(bytes(longer.blocks()));
  }

  @Test
  void fetch_keptHeadersThatDoNotFollowEachOther_areRefused() throws IOException {
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      fetch(0, peer);
      byte[] kept = Files.readAllBytes(headers());
      System.arraycopy(kept, 5 * HEADER, kept, 4 * HEADER, HEADER);
      Files.write(headers(), kept);
      assertThatThrownBy(() -> fetch(0, peer))
          .isInstanceOf(SpoorException.class)
          .hasMessage("headers %s: header 4 does not follow the one before", headers());
    }
  }

  @Test
  void fetch_whereNoHeadersCanBeKept_saysWhyInWords() throws IOException {
    Files.createDirectories(headers());
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      assertThatThrownBy(() -> fetch(0, peer))
          .isInstanceOf(SpoorException.class)
          .hasMessage("headers %s: Is a directory", headers());
    }
  }

  @Test
  void fetch_beyondTheBudget_keepsWhatHasCome() {
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      try (Peers some =
          Peers.open(
              Network.REGTEST, List.of(peer.name()), Duration.ofSeconds(10), Meters.upTo(6))) {
        assertThatThrownBy(() -> blocks().fetch(some, 0, Progress.NONE))
            .isInstanceOfSatisfying(
                SpoorException.class, e -> assertThat(Budget.isSpent(e)).isTrue());
      }
      assertThat(asked(peer)).isEqualTo(5);
      fetch(0, peer);
      assertThat(asked(peer)).isEqualTo(chain.height());
    }
  }

  private Path headers() {
    return folder.resolve("peers").resolve("headers.dat");
  }

  private static byte[] bytes(List<Block> blocks) {
    ByteBuffer raw = ByteBuffer.allocate(blocks.size() * HEADER);
    blocks.forEach(block -> raw.put(block.serialize(), 0, HEADER));
    return raw.array();
  }

  /** Who names the folder of a Bitcoin Core would have that node's own files cut off. */
  @ParameterizedTest
  @ValueSource(strings = {"xor.dat", "rev00000.dat", "index"})
  void fetch_intoTheFolderOfANode_isRefusedAndTouchesNothing(String sign) throws IOException {
    Path own = Files.createDirectories(blocks().files());
    Files.write(own.resolve("blk00000.dat"), new byte[100]);
    Files.write(own.resolve(sign), new byte[8]);
    try (StandInPeer peer = StandInPeer.of(chain.blocks())) {
      assertThatThrownBy(() -> fetch(0, peer))
          .hasMessage(
              "block files %s: %s is there: they are those of a node, and left as they are"
                  .formatted(own, sign));
    }
    assertThat(own.resolve("blk00000.dat")).hasSize(100);
  }
}
