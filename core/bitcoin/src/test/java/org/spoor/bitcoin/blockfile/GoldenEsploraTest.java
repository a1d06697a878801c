package org.spoor.bitcoin.blockfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.model.chain.ChainReader;

/** The figures, as an Esplora server tells the same chain. */
final class GoldenEsploraTest extends GoldenRebuiltTest {

  private Optional<StandInEsplora> server = Optional.empty();
  private Optional<BitcoinSources> sources = Optional.empty();

  @Override
  ChainReader reader(Path empty, int height) {
    server = Optional.of(StandInEsplora.telling(CHAIN.fork(height, "later").mineEmpty(5).blocks()));
    sources = server.map(told -> told.sources(empty, OptionalLong.empty()));
    return sources.orElseThrow().reader(List.of());
  }

  @AfterEach
  void close() {
    sources.ifPresent(BitcoinSources::close);
    server.ifPresent(StandInEsplora::close);
  }
}
