package org.spoor.bitcoin.electrum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.core.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.bitcoin.source.ServedReaderContract;
import org.spoor.model.chain.UtxoTransaction;

final class ElectrumReaderTest extends ServedReaderContract {

  private Optional<StandInElectrum> server = Optional.empty();

  @Override
  protected BitcoinSources sources(List<Block> blocks, Path folder) {
    StandInElectrum told = StandInElectrum.telling(blocks, List.of());
    server = Optional.of(told);
    return told.sources(folder);
  }

  /** Without that of the first block: servers do not have it, for nobody can spend it. */
  @Override
  protected List<UtxoTransaction> transactions() {
    return super.transactions().stream().filter(t -> t.position().height() > 0).toList();
  }

  @Test
  void close_afterAnAnswer_endsTheConnection(@TempDir Path folder) throws InterruptedException {
    try (var told =
        StandInElectrum.telling(RegtestChain.begin().mineEmpty(8).blocks(), List.of())) {
      try (BitcoinSources sources = told.sources(folder)) {
        assertThat(sources.height()).isEqualTo(3);
      }
      assertThat(told.lines().awaitEnd()).isTrue();
    }
  }

  @AfterEach
  void stop() {
    server.ifPresent(StandInElectrum::close);
  }
}
