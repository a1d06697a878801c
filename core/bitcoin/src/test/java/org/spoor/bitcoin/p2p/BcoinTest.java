package org.spoor.bitcoin.p2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.Bcoin;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract, over blocks that a real node gives to its peers. */
final class BcoinTest extends ChainReaderContract {

  private static final RegtestChain CHAIN = ServedHistory.theft().chain();
  private static final String UNKNOWN = "ab".repeat(32);

  @TempDir private static Path folder;

  private static Bcoin bcoin;
  private static Peers peers;
  private static PeerBlocks blocks;

  @BeforeAll
  static void fetch() {
    bcoin = Bcoin.ofTheft();
    PeerName name = PeerName.read(bcoin.peer(), Network.REGTEST);
    peers = Peers.open(Network.REGTEST, List.of(name), Duration.ofSeconds(20), Meters.unlimited());
    blocks = new PeerBlocks(folder.resolve("peers"), folder.resolve("index"), Network.REGTEST);
    blocks.fetch(peers, 0, Progress.NONE);
  }

  @AfterAll
  static void stop() {
    if (bcoin != null) {
      peers.close();
    }
  }

  @Override
  protected ChainReader reader() {
    return BlockFiles.open(blocks.files(), folder.resolve("index"), Network.REGTEST, Progress.NONE);
  }

  @Override
  protected List<Transfer> transfers() {
    return List.of();
  }

  @Override
  protected List<UtxoTransaction> transactions() {
    return CHAIN.transactions();
  }

  @Test
  void greetings_ofBcoin_areItsName() {
    assertThat(peers.greetings())
        .containsExactly(bcoin.peer() + " /bcoin:v1.0.2/, block " + CHAIN.height());
  }

  @Test
  void block_named_isGivenToTheByte() {
    for (Block block : CHAIN.blocks()) {
      assertThat(peers.block(block.getHash()).serialize()).isEqualTo(block.serialize());
    }
  }

  @Test
  void block_ofAnotherChain_isNotFound() {
    assertThatThrownBy(() -> peers.block(Sha256Hash.wrap(UNKNOWN)))
        .isInstanceOf(SpoorException.class)
        .hasMessage("block %s: peer %s: it does not have it", UNKNOWN, bcoin.peer());
  }
}
