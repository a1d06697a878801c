package org.spoor.bitcoin.electrum;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Ground;
import org.spoor.bitcoin.source.Server;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Pin;
import org.spoor.endpoint.store.AnswerStore;

/** An Electrum server as it is asked in a run: through a store of its answers. */
final class ElectrumUnderTest implements AutoCloseable {

  private final AnswerStore store;
  private final Meter meter = Meter.of(Budget.of(OptionalLong.empty()));

  ElectrumUnderTest(Path folder) {
    this.store = AnswerStore.open(folder.resolve("answers.sqlite"));
  }

  Meter meter() {
    return meter;
  }

  AnswerStore store() {
    return store;
  }

  ElectrumWay way(URI url, Optional<Pin> pin) {
    return way(url, pin, false);
  }

  ElectrumWay offline(URI url) {
    return way(url, Optional.empty(), true);
  }

  private ElectrumWay way(URI url, Optional<Pin> pin, boolean offline) {
    Endpoint endpoint =
        new Endpoint("mine", url, Optional.empty(), Endpoint.KeyPlace.PATH, 10_000, pin);
    return new ElectrumWay(endpoint, new Ground(Network.REGTEST, store, meter, offline));
  }

  Server server(URI url) {
    return server(way(url, Optional.empty()));
  }

  static Server server(ElectrumWay way) {
    var ability = way.probe();
    return way.server(ability, way.at(ability.last()));
  }

  @Override
  public void close() {
    store.close();
  }
}
