package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.model.chain.ChainReader;

/** The figures, as an Electrum server tells the same chain. */
final class GoldenElectrumTest extends GoldenRebuiltTest {

  private Optional<StandInElectrum> server = Optional.empty();
  private Optional<BitcoinSources> sources = Optional.empty();

  @Override
  ChainReader reader(Path empty, int height) {
    server =
        Optional.of(
            StandInElectrum.telling(CHAIN.fork(height, "later").mineEmpty(5).blocks(), List.of()));
    sources = server.map(told -> told.sources(empty));
    return sources.orElseThrow().reader(List.of());
  }

  @AfterEach
  void close() {
    sources.ifPresent(BitcoinSources::close);
    server.ifPresent(StandInElectrum::close);
  }
}
