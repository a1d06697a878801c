package org.spoor.bitcoin.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinReport;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.Ability.Can;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;

/** Peers among the sources that a user has configured. */
final class PeerSourcesTest {

  private final ServedHistory history = ServedHistory.theft();
  private final List<Block> blocks = history.chain().blocks();
  private final Map<Long, Long> fetched = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  private static BitcoinSource.Peers peers(StandInPeer peer) {
    return new BitcoinSource.Peers("my-peer", List.of(peer.name()));
  }

  private BitcoinSource.Fetched kept(StandInPeer peer, long from) {
    return new BitcoinSource.Fetched(peers(peer), folder.resolve("kept"), from);
  }

  private BitcoinSources open(boolean offline, BitcoinSource... sources) {
    return BitcoinSources.open(
        new BitcoinSettings(
            List.of(sources),
            Network.REGTEST,
            folder.resolve("answers.db"),
            folder.resolve("indexes"),
            offline,
            OptionalLong.empty(),
            OptionalLong.empty(),
            new Progress() {
              @Override
              public void at(long read, long all) {}

              @Override
              public void fetched(long blocks, long all) {
                fetched.put(blocks, all);
              }
            }));
  }

  @Test
  void reader_ofBlocksThatPeersGive_knowsEveryTransactionThatCounts() {
    try (StandInPeer peer = StandInPeer.of(blocks);
        BitcoinSources sources = open(false, kept(peer, 0))) {
      ChainReader reader = sources.reader(List.of());
      assertThat(sources.height()).isEqualTo(history.tip());
      for (UtxoTransaction each : history.counting()) {
        assertThat(reader.transaction(each.id())).contains(each);
      }
      assertThat(fetched).containsEntry(history.chain().height(), history.chain().height());
      assertThat(sources.usage().calls()).isEqualTo(1 + history.chain().height());
    }
  }

  @Test
  void reader_offline_readsWhatIsThere() {
    try (StandInPeer peer = StandInPeer.of(blocks)) {
      try (BitcoinSources sources = open(false, kept(peer, 0))) {
        sources.reader(List.of());
      }
      int asked = peer.asked().size();
      try (BitcoinSources sources = open(true, kept(peer, 0))) {
        assertThat(sources.height()).isEqualTo(history.tip());
      }
      assertThat(peer.asked()).hasSize(asked);
    }
  }

  @Test
  void block_besideAServerThatHasIt_isAskedOfNoPeer() {
    try (StandInPeer peer = StandInPeer.of(blocks);
        StandInEsplora esplora = StandInEsplora.inBatches(blocks);
        BitcoinSources sources = open(false, peers(peer), esplora.source())) {
      ChainReader reader = sources.reader(List.of());
      assertThat(reader.block(Chain.BITCOIN_REGTEST, 4)).isPresent();
      assertThat(reader.sources().getFirst().name()).startsWith("stand-in, my-peer, up to block");
      assertThat(peer.asked()).isEmpty();
    }
  }

  @Test
  void reader_ofPeersWithoutAPath_isRefused() {
    try (StandInPeer peer = StandInPeer.of(blocks);
        BitcoinSources sources = open(false, peers(peer))) {
      assertThatThrownBy(sources::height)
          .isInstanceOf(SpoorException.class)
          .hasMessage("my-peer: peers give blocks alone, and no path says where to keep them");
    }
  }

  @Test
  void reader_ofPeersOutOfReach_namesThem() {
    StandInPeer peer = StandInPeer.of(blocks);
    peer.close();
    try (BitcoinSources sources = open(false, kept(peer, 0))) {
      assertThatThrownBy(sources::height)
          .isInstanceOf(SpoorException.class)
          .hasMessage("headers: peer %s: it cannot be reached", peer.name());
    }
  }

  @Test
  void report_ofPeers_tellsWhoTheyAreAndWhatIsMissing() {
    try (StandInPeer peer = StandInPeer.of(blocks);
        BitcoinSources sources = open(false, peers(peer), kept(peer, 7))) {
      String what = "%s /bitcoinj:0.17.1/, block %d".formatted(peer.name(), blocks.size() - 1);
      assertThat(sources.report())
          .containsExactly(
              new BitcoinReport.Usable(
                  peers(peer),
                  what,
                  Optional.empty(),
                  Set.of(Can.BLOCKS),
                  List.of("transactions by their ids", "who spends what")),
              new BitcoinReport.Usable(
                  kept(peer, 7),
                  what,
                  Optional.empty(),
                  Set.of(Can.TRANSACTIONS, Can.SPENDERS, Can.BLOCKS),
                  List.of("what was made before block 7", "spends in later blocks")));
    }
  }
}
