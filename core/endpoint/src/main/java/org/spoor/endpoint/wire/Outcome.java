package org.spoor.endpoint.wire;

import java.util.ArrayList;
import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;

/** What became of a call that was asked once. */
sealed interface Outcome {

  record Answered(Reply reply) implements Outcome {}

  record Failed(Fault fault) implements Outcome {}

  /**
   * @param outcomes of the calls, in their order
   * @throws org.spoor.model.SpoorException that of the first one that failed
   */
  static List<Reply> replies(String endpoint, List<Call> calls, List<Outcome> outcomes) {
    List<Reply> replies = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Answered(Reply reply) -> replies.add(reply);
        case Failed(Fault fault) ->
            throw fault.exception(endpoint, calls.subList(replies.size(), replies.size() + 1));
      }
    }
    return replies;
  }
}
