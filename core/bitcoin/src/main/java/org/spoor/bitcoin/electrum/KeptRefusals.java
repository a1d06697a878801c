package org.spoor.bitcoin.electrum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Chain;

/**
 * A server whose lasting refusals about scripts are kept like its answers, up to the same tip: what
 * a run could not see, the same run offline cannot see either.
 */
record KeptRefusals(Node node, AnswerStore store, Chain chain) implements Node {

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    List<Optional<Reply>> known = calls.stream().map(this::known).toList();
    List<Call> open = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      if (known.get(i).isEmpty()) {
        open.add(calls.get(i));
      }
    }
    var asked = (open.isEmpty() ? List.<Reply>of() : node.ask(open)).iterator();
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      replies.add(known.get(i).isPresent() ? known.get(i).get() : kept(calls.get(i), asked.next()));
    }
    return replies;
  }

  private static boolean isOfScript(Call call) {
    return call.method().equals(ElectrumCalls.HISTORY)
        || call.method().equals(ElectrumCalls.UNSPENT);
  }

  private Optional<Reply> known(Call call) {
    return isOfScript(call)
        ? store.noted(note(call)).map(words -> new Reply.Refusal(0, words))
        : Optional.empty();
  }

  private Reply kept(Call call, Reply reply) {
    if (isOfScript(call)
        && reply instanceof Reply.Refusal refusal
        && RefusalKind.of(refusal) == RefusalKind.LASTING) {
      store.note(note(call), refusal.message());
    }
    return reply;
  }

  private String note(Call call) {
    return "refused on %s by %s: %s".formatted(chain, name(), call);
  }
}
