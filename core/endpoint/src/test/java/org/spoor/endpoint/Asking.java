package org.spoor.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Questions and endpoints for tests. */
final class Asking {

  private Asking() {}

  static Call call(int number) {
    return new Call("eth_getStorageAt", List.of("0x" + Integer.toHexString(number)), true);
  }

  static List<Call> calls(int count) {
    return IntStream.range(0, count).mapToObj(Asking::call).toList();
  }

  static Endpoint endpoint(URI url) {
    return new Endpoint("mine", url, Optional.empty(), Endpoint.KeyPlace.PATH, 1000);
  }

  static Meter meter() {
    return Meter.of(Budget.of(OptionalLong.empty()));
  }

  /** The number that an echo gives back. */
  static int number(Reply reply) {
    return Integer.decode(value(reply).path("params").path(0).stringValue());
  }

  static JsonNode value(Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode value) -> value;
      case Reply.Refusal refusal -> throw new AssertionError(refusal);
    };
  }
}
