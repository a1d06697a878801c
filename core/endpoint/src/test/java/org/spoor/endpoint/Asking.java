package org.spoor.endpoint;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Questions and endpoints for tests. */
public final class Asking {

  private Asking() {}

  public static Call call(int number) {
    return new Call("eth_getStorageAt", List.of("0x" + Integer.toHexString(number)), true);
  }

  public static List<Call> calls(int count) {
    return IntStream.range(0, count).mapToObj(Asking::call).toList();
  }

  public static Endpoint endpoint(URI url) {
    return new Endpoint("mine", url, Optional.empty(), Endpoint.KeyPlace.PATH, 1000);
  }

  public static Meter meter() {
    return Meter.of(Budget.of(OptionalLong.empty()));
  }

  /** The number that an echo gives back. */
  public static int number(Reply reply) {
    return Integer.decode(value(reply).path("params").path(0).stringValue());
  }

  public static JsonNode value(Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode value) -> value;
      case Reply.Refusal refusal -> throw new AssertionError(refusal);
    };
  }
}
