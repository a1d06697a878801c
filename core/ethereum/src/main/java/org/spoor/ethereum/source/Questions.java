package org.spoor.ethereum.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/** One question about each of many things, asked together. */
public final class Questions {

  private Questions() {}

  /**
   * @param reading of an answer
   * @return for each thing what was read; empty where the node refuses it or knows nothing
   * @throws SpoorException MALFORMED_DATA, naming endpoint and call, if an answer cannot be read;
   *     UNAVAILABLE if one is refused for the moment
   */
  static <K extends Comparable<? super K>, T> Map<K, Optional<T>> ask(
      Node node, Set<K> things, Function<K, Call> question, Function<JsonNode, T> reading) {
    return ask(node, things, question, (thing, answer) -> reading.apply(answer));
  }

  /**
   * @param reading of an answer to the question about a thing
   * @return as above
   */
  static <K extends Comparable<? super K>, T> Map<K, Optional<T>> ask(
      Node node, Set<K> things, Function<K, Call> question, BiFunction<K, JsonNode, T> reading) {
    Map<K, Optional<T>> answers = new LinkedHashMap<>();
    if (things.isEmpty()) {
      return answers;
    }
    List<K> order = things.stream().sorted().toList();
    List<Call> calls = order.stream().map(question).toList();
    List<Reply> replies = node.ask(calls);
    for (int i = 0; i < order.size(); i++) {
      K thing = order.get(i);
      answers.put(
          thing, read(node, calls.get(i), replies.get(i), answer -> reading.apply(thing, answer)));
    }
    return answers;
  }

  static <T> Optional<T> read(Node node, Call call, Reply reply, Function<JsonNode, T> reading) {
    return known(node, call, reply)
        .map(answer -> call.read(node.name(), () -> reading.apply(answer)));
  }

  /**
   * Nothing if the call was refused for good, or nothing is known.
   *
   * @throws SpoorException UNAVAILABLE if it was refused for the moment
   */
  public static Optional<JsonNode> known(Node node, Call call, Reply reply) {
    return switch (reply) {
      case Reply.Result result -> Optional.of(result.value()).filter(value -> !value.isNull());
      case Reply.Refusal refusal -> refused(node, call, refusal);
    };
  }

  private static Optional<JsonNode> refused(Node node, Call call, Reply.Refusal refusal) {
    return switch (RefusalKind.of(refusal)) {
      case PASSING, UNCLEAR ->
          throw SpoorException.unavailable(
              "%s: %s is refused: %s".formatted(node.name(), call, refusal.message()));
      case SLOW, LASTING, UNKNOWN -> Optional.empty();
    };
  }
}
