package org.spoor.ethereum.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.spoor.ethereum.rpc.Call;
import org.spoor.ethereum.rpc.Node;
import org.spoor.ethereum.rpc.Reply;
import tools.jackson.databind.JsonNode;

/** One question about each of many things, asked together. */
final class Questions {

  private Questions() {}

  /**
   * @return for each thing the answer; empty where the node refuses it or knows nothing
   */
  static <K extends Comparable<? super K>> Map<K, Optional<JsonNode>> ask(
      Node node, Set<K> things, Function<K, Call> question) {
    Map<K, Optional<JsonNode>> answers = new LinkedHashMap<>();
    if (things.isEmpty()) {
      return answers;
    }
    List<K> order = things.stream().sorted().toList();
    List<Reply> replies = node.ask(order.stream().map(question).toList());
    for (int i = 0; i < order.size(); i++) {
      answers.put(order.get(i), known(replies.get(i)));
    }
    return answers;
  }

  static Optional<JsonNode> known(Reply reply) {
    return switch (reply) {
      case Reply.Result result -> Optional.of(result.value()).filter(value -> !value.isNull());
      case Reply.Refusal _ -> Optional.empty();
    };
  }
}
