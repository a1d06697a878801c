package org.spoor.bitcoin.esplora;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.PatientNode;
import org.spoor.endpoint.RememberingNode;
import org.spoor.endpoint.RestNode;

/** An Esplora server as it is asked in a run, but without patience. */
final class EsploraUnderTest implements AutoCloseable {

  private static final String CHAIN = "regtest";

  private final AnswerStore store;
  private final Node node;
  private final Tips tips;

  EsploraUnderTest(Path folder, StandInEsplora server) {
    this(folder, server.endpoint());
  }

  EsploraUnderTest(Path folder, Endpoint server) {
    this.store = AnswerStore.open(folder.resolve("answers.db"));
    Meter meter = Meter.of(Budget.of(OptionalLong.empty()));
    RestNode rest = RestNode.of(server, meter);
    this.node =
        RememberingNode.of(
            EsploraServer.inBatches(PatientNode.of(rest, Duration.ofNanos(1))),
            store,
            CHAIN,
            meter,
            EsploraServer.check(Network.REGTEST, this::node));
    this.tips = new Tips(node, Network.REGTEST, store, server.identity());
  }

  private Node node() {
    return node;
  }

  AnswerStore store() {
    return store;
  }

  Tips tips() {
    return tips;
  }

  EsploraServer server() {
    return EsploraServer.of(node, Network.REGTEST, tips.now(OptionalLong.empty()));
  }

  @Override
  public void close() {
    store.close();
  }
}
