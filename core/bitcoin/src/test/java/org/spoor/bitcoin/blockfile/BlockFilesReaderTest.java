package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract, over a history with scripts of several kinds, in two files. */
final class BlockFilesReaderTest extends ChainReaderContract {

  @TempDir private Path folder;

  private RegtestChain chain = RegtestChain.begin();

  @BeforeEach
  void writeHistory() {
    chain.mineEmpty(3);
    Transaction split =
        new Payment()
            .from(chain.coinbase(1), 0)
            .to("alice", 20_0000_0000L)
            .to("bob", 29_9999_0000L)
            .toScript("6a0568656c6c6f", 0)
            .toScript("", 1000)
            .transaction();
    Transaction chained =
        new Payment()
            .from(split, 0)
            .toScript("0014" + "ab".repeat(20), 20_0000_0000L)
            .transaction();
    chain.mine(split, chained);
    chain.mine(
        new Payment()
            .from(chain.coinbase(2), 0)
            .from(split, 1)
            .from(chained, 0)
            .toScript("5120" + "cd".repeat(32), 60_0000_0000L)
            .toScript("a914" + "ef".repeat(20) + "87", 30_0000_0000L)
            .transaction());
    BlkFile.of(chain.blocks().subList(0, 4)).write(folder.resolve("blocks"), 0);
    BlkFile.of(chain.blocks().subList(4, 6)).write(folder.resolve("blocks"), 1);
  }

  @Override
  protected ChainReader reader() {
    return BlockFiles.open(
        folder.resolve("blocks"), folder.resolve("index"), Network.REGTEST, Progress.NONE);
  }

  @Override
  protected List<Transfer> transfers() {
    return List.of();
  }

  @Override
  protected List<UtxoTransaction> transactions() {
    return chain.transactions();
  }
}
