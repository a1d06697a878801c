package org.spoor.bitcoin.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * The way to a Bitcoin Core: what it refuses is an error, unless it means that it knows nothing.
 */
record CoreLine(Node node) {

  /** Bitcoin Core, rpc/protocol.h: invalid address or key. */
  private static final int UNKNOWN_KEY = -5;

  /** The same: invalid parameter. */
  private static final int INVALID = -8;

  private static final String NO_TRANSACTION = "No such mempool or blockchain transaction";
  private static final String NO_BLOCK = "Block not found";
  private static final String NO_HEIGHT = "Block height out of range";

  /**
   * One question about each of many things, asked together.
   *
   * @return in the order of the things, without those of which nothing is known
   * @throws SpoorException MALFORMED_DATA, naming endpoint and call, if an answer cannot be read;
   *     UNAVAILABLE if one is refused
   */
  <K, T> Map<K, T> ask(
      Collection<K> things, Function<K, Call> question, BiFunction<K, CoreAnswer, T> reading) {
    Map<K, T> known = new LinkedHashMap<>();
    if (things.isEmpty()) {
      return known;
    }
    List<K> order = List.copyOf(things);
    List<Call> calls = order.stream().map(question).toList();
    List<Reply> replies = node.ask(calls);
    for (int i = 0; i < calls.size(); i++) {
      K thing = order.get(i);
      read(calls.get(i), replies.get(i), answer -> reading.apply(thing, answer))
          .ifPresent(value -> known.put(thing, value));
    }
    return known;
  }

  /**
   * @throws SpoorException as above, also if nothing is known
   */
  <T> T one(Call call, Function<CoreAnswer, T> reading) {
    Reply reply = node.ask(List.of(call)).getFirst();
    return read(call, reply, reading)
        .orElseThrow(() ->
            refused(
                call,
                reply instanceof Reply.Refusal(int _, String why)
                    ? why
                    : "it knows nothing of it"));
  }

  private <T> Optional<T> read(Call call, Reply reply, Function<CoreAnswer, T> reading) {
    return switch (reply) {
      case Reply.Result(JsonNode value) when value.isNull() -> Optional.empty();
      case Reply.Result(JsonNode value) ->
          Optional.of(call.read(node.name(), () -> reading.apply(CoreAnswer.of(value))));
      case Reply.Refusal(int code, String message) when isUnknown(code, message) ->
          Optional.empty();
      case Reply.Refusal refusal -> throw refused(call, refusal.message());
    };
  }

  private static boolean isUnknown(int code, String message) {
    return switch (code) {
      case UNKNOWN_KEY -> message.startsWith(NO_TRANSACTION) || message.startsWith(NO_BLOCK);
      case INVALID -> message.startsWith(NO_HEIGHT);
      default -> false;
    };
  }

  private SpoorException refused(Call call, String why) {
    return SpoorException.unavailable("%s: %s is refused: %s".formatted(node.name(), call, why));
  }
}
