package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;

/** An endpoint on loopback that is asked over HTTP, and gives at most so many bytes. */
abstract class AskedOverHttp {

  static final int MOST_BYTES = 100_000;

  final StandInRpc endpoint = StandInRpc.echo();
  final Meter meter = Asking.meter();

  @AfterEach
  final void close() {
    endpoint.close();
  }

  final HttpNode node() {
    return node(Asking.endpoint(endpoint.url()));
  }

  final HttpNode node(Endpoint where) {
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    return new HttpNode(where, meter, client, 100, MOST_BYTES);
  }

  final SpoorException failure(int calls) {
    return catchThrowableOfType(SpoorException.class, () -> node().ask(Asking.calls(calls)));
  }
}
