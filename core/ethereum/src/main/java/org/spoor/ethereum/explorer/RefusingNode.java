package org.spoor.ethereum.explorer;

import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import tools.jackson.databind.JsonNode;

/** An explorer of which what it refuses in the form of an answer is a refusal. */
record RefusingNode(Node explorer) implements Node {

  /** HTTP says that all is well. */
  static final int IN_AN_ANSWER = 200;

  @Override
  public String name() {
    return explorer.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    return explorer.ask(calls).stream().map(RefusingNode::told).toList();
  }

  private static Reply told(Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode body) ->
          ExplorerAnswer.refused(body)
              .<Reply>map(why -> new Reply.Refusal(IN_AN_ANSWER, why))
              .orElse(reply);
      case Reply.Refusal refusal -> refusal;
    };
  }
}
