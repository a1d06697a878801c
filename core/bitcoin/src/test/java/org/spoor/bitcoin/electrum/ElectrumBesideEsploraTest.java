package org.spoor.bitcoin.electrum;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInElectrum;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.ServedHistory;
import org.spoor.endpoint.Endpoint;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.OutPoint;

/** An Electrum server with one of Esplora behind it. */
final class ElectrumBesideEsploraTest {

  private final ServedHistory history = ServedHistory.theft();
  @TempDir private Path folder;

  private static Endpoint endpoint(String name, URI url) {
    return new Endpoint(name, url, Optional.empty(), Endpoint.KeyPlace.PATH, 10_000);
  }

  @Test
  void spend_historyTooLarge_isToldByTheOther() {
    try (var electrum = StandInElectrum.telling(history.chain().blocks(), List.of());
        var esplora = StandInEsplora.telling(history.chain().blocks());
        var sources =
            BitcoinSources.open(
                new BitcoinSettings(
                    List.of(
                        new BitcoinSource.Electrum(endpoint("electrum", electrum.url())),
                        new BitcoinSource.Esplora(endpoint("esplora", esplora.url()))),
                    Network.REGTEST,
                    folder.resolve("answers.db"),
                    folder.resolve("indexes"),
                    false,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Progress.NONE))) {
      electrum.refuse("get_history", "history too large").refuse("listunspent", "too large");
      UtxoTransaction theft =
          history.counting().stream()
              .filter(t -> t.outputs().size() == 2)
              .findFirst()
              .orElseThrow();
      UtxoTransaction first = history.counting().getFirst();
      assertThat(sources.reader(List.of()).spend(new OutPoint(first.id(), 0), first.position()))
          .isEqualTo(new Spend.By(theft));
    }
  }
}
