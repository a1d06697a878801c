package org.spoor.bitcoin.esplora;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterEach;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedReaderContract;

final class EsploraReaderTest extends ServedReaderContract {

  private Optional<StandInEsplora> server = Optional.empty();

  @Override
  protected BitcoinSources sources(List<Block> blocks, Path folder) {
    StandInEsplora told = StandInEsplora.inBatches(blocks);
    server = Optional.of(told);
    return told.sources(folder, OptionalLong.empty());
  }

  @AfterEach
  void stop() {
    server.ifPresent(StandInEsplora::close);
  }
}
