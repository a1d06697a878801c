package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.BlkFile;
import org.spoor.bitcoin.regtest.ManyScripts;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract, over a history with scripts of several kinds, in two files. */
final class BlockFilesReaderTest extends ChainReaderContract {

  @TempDir private Path folder;

  private final RegtestChain chain = ManyScripts.chain();

  @BeforeEach
  void writeHistory() {
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
