package org.spoor.bitcoin.source;

import java.nio.file.Path;
import java.util.List;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.ManyScripts;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract of readers, over a server that knows scripts of several kinds. */
public abstract class ServedReaderContract extends ChainReaderContract {

  private static final int TIP = 5;

  private final RegtestChain chain = ManyScripts.chain().mineEmpty(5);

  @TempDir private Path folder;
  private BitcoinSources sources;
  private ChainReader reader;

  /** The way to a server that knows these blocks alone. */
  protected abstract BitcoinSources sources(List<Block> blocks, Path folder);

  @BeforeEach
  void open() {
    sources = sources(chain.blocks(), folder);
    reader = sources.reader(List.of());
  }

  @AfterEach
  void close() {
    sources.close();
  }

  @Override
  protected ChainReader reader() {
    return reader;
  }

  @Override
  protected List<Transfer> transfers() {
    return List.of();
  }

  @Override
  protected List<UtxoTransaction> transactions() {
    return chain.transactions().stream().filter(t -> t.position().height() <= TIP).toList();
  }
}
