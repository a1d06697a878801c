package org.spoor.bitcoin.esplora;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.bitcoinj.core.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.kit.ChainReaderContract;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;

/** The contract, over a history with scripts of several kinds. */
final class EsploraReaderTest extends ChainReaderContract {

  private static final int TIP = 5;

  private final RegtestChain chain = history();
  private final StandInEsplora server = StandInEsplora.inBatches(chain.blocks());

  @TempDir private Path folder;
  private BitcoinSources sources;
  private ChainReader reader;

  private static RegtestChain history() {
    RegtestChain chain = RegtestChain.begin().mineEmpty(3);
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
    return chain.mineEmpty(5);
  }

  @BeforeEach
  void open() {
    sources = server.sources(folder, OptionalLong.empty());
    reader = sources.reader(List.of());
  }

  @AfterEach
  void close() {
    sources.close();
    server.close();
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
