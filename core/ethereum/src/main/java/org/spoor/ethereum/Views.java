package org.spoor.ethereum;

import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/** Asks contracts, as of final blocks. */
final class Views {

  /**
   * A question to a contract.
   *
   * @param data of the call
   */
  record Question(Address contract, String data, long height) {

    private Call call() {
      return Calls.view(contract, data, height);
    }
  }

  private final Node node;

  Views(Node node) {
    this.node = node;
  }

  /** What each answers, in order; nothing where the contract does not. */
  List<Optional<JsonNode>> ask(List<Question> questions) {
    List<Reply> replies =
        questions.isEmpty() ? List.of() : node.ask(questions.stream().map(Question::call).toList());
    return replies.stream().map(Views::answer).toList();
  }

  private static Optional<JsonNode> answer(Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode value) -> Optional.of(value);
      case Reply.Refusal _ -> Optional.empty();
    };
  }
}
