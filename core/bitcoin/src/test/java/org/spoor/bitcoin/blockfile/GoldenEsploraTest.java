package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.model.chain.ChainReader;

/** The figures, as an Esplora server tells the same chain. */
final class GoldenEsploraTest extends GoldenRebuiltTest {

  @Override
  ChainReader reader(Path empty, int height) {
    List<Block> blocks = CHAIN.fork(height, "later").mineEmpty(5).blocks();
    StandInEsplora server = closing(StandInEsplora.telling(blocks));
    return closing(server.sources(empty, OptionalLong.empty())).reader(List.of());
  }
}
