package org.spoor.ethereum;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.source.Questions;
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

  /**
   * What each answers, in order; nothing where the contract does not.
   *
   * @throws org.spoor.model.SpoorException UNAVAILABLE if the node does not tell for the moment
   */
  List<Optional<JsonNode>> ask(List<Question> questions) {
    List<Call> calls = questions.stream().map(Question::call).toList();
    List<Reply> replies = calls.isEmpty() ? List.of() : node.ask(calls);
    return IntStream.range(0, calls.size())
        .mapToObj(i -> answer(calls.get(i), replies.get(i)))
        .toList();
  }

  private Optional<JsonNode> answer(Call call, Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode value) -> Optional.of(value);
      case Reply.Refusal _ -> Questions.known(node, call, reply);
    };
  }
}
