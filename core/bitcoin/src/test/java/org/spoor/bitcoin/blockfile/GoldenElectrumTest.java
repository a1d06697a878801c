package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.model.chain.ChainReader;

/** The figures, as an Electrum server tells the same chain. */
final class GoldenElectrumTest extends GoldenRebuiltTest {

  @Override
  ChainReader reader(Path empty, int height) {
    List<Block> blocks = CHAIN.fork(height, "later").mineEmpty(5).blocks();
    StandInElectrum server = closing(StandInElectrum.telling(blocks, List.of()));
    return closing(server.sources(empty)).reader(List.of());
  }
}
