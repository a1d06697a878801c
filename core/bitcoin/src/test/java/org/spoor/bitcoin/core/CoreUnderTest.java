package org.spoor.bitcoin.core;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Server;
import org.spoor.endpoint.AnchoredNode;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.OfflineNode;
import org.spoor.endpoint.store.RememberingNode;
import org.spoor.endpoint.wire.HttpNode;

/** A Bitcoin Core as it is asked in a run: over HTTP, through a store of its answers. */
final class CoreUnderTest implements AutoCloseable {

  private static final String NAME = "mine";
  private static final String CHAIN = "regtest";

  private final AnswerStore store;
  private final Meter meter = Meter.of(Budget.of(OptionalLong.empty()));

  CoreUnderTest(Path folder) {
    this.store = AnswerStore.open(folder.resolve("answers.sqlite"));
  }

  Meter meter() {
    return meter;
  }

  AnswerStore store() {
    return store;
  }

  /**
   * @param key user and password
   */
  Node http(URI url, Optional<String> key) {
    return HttpNode.of(new Endpoint(NAME, url, key, Endpoint.KeyPlace.BASIC, 10_000), meter);
  }

  /** The same, asked what rests on the tip. */
  Node footed(URI url, Optional<String> key) {
    return new AnchoredNode(http(url, key), new WithTip());
  }

  Node node(URI url) {
    return RememberingNode.of(
        footed(url, Optional.empty()), store, CHAIN, meter, new CoreAnswers(Network.REGTEST));
  }

  CoreProbing.Able able(URI url) {
    return switch (new CoreProbe(http(url, Optional.empty()), Network.REGTEST).ask()) {
      case CoreProbing.Able able -> able;
      case CoreProbing.Unable(String why) -> throw new AssertionError(why);
    };
  }

  Server server(URI url) {
    return CoreServer.of(node(url), Network.REGTEST, able(url), store);
  }

  Server offline(CoreProbing.Able able) {
    return CoreServer.of(OfflineNode.of(NAME, store, CHAIN, meter), Network.REGTEST, able, store);
  }

  @Override
  public void close() {
    store.close();
  }
}
