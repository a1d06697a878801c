package org.spoor.bitcoin.esplora;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.bitcoin.source.Ability;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.wire.RestNode;

/** An Esplora server as it is asked in a run, but without patience. */
final class EsploraUnderTest implements AutoCloseable {

  private final AnswerStore store;
  private final EsploraWay way;

  EsploraUnderTest(Path folder, StandInEsplora server) {
    this(folder, server.endpoint());
  }

  EsploraUnderTest(Path folder, Endpoint server) {
    this.store = AnswerStore.open(folder.resolve("answers.db"));
    Meter meter = Meter.of(Budget.of(OptionalLong.empty()));
    Duration atOnce = Duration.ofNanos(1);
    this.way =
        new EsploraWay(
            RestNode.of(server, meter),
            new Ground(Network.REGTEST, store, meter, false),
            atOnce,
            atOnce);
  }

  AnswerStore store() {
    return store;
  }

  Server server() {
    Ability ability = way.probe();
    return way.server(ability, way.at(ability.last()));
  }

  @Override
  public void close() {
    store.close();
  }
}
