package org.spoor.bitcoin.esplora;

import java.util.List;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A server whose word on what is unspent, or in no block, is taken only where it has the last block
 * that counts, which is asked along: several servers behind one name may stand at different blocks,
 * and a chain may change.
 */
final class WithTip implements Node {

  private final Node server;

  WithTip(Node server) {
    this.server = server;
  }

  @Override
  public String name() {
    return server.name();
  }

  @Override
  public int beside(List<Call> calls) {
    return tips(calls).size();
  }

  private static List<Call> tips(List<Call> calls) {
    return calls.stream().flatMap(WithTip::tip).distinct().map(Paths::standing).toList();
  }

  @Override
  public List<Reply> ask(List<Call> calls) {
    List<Call> tips = tips(calls);
    List<Reply> replies = server.ask(Stream.concat(tips.stream(), calls.stream()).toList());
    for (int i = 0; i < tips.size(); i++) {
      refuseWithout(tips.get(i), replies.get(i));
    }
    return replies.subList(tips.size(), replies.size());
  }

  /** The block up to which the run reads, of calls whose answers rest on it. */
  private static Stream<String> tip(Call call) {
    return switch (call.method()) {
      case Paths.STATUS, Paths.OUTSPENDS, Paths.HASH_AT ->
          call.params().stream().skip(1).map(String::valueOf);
      default -> Stream.empty();
    };
  }

  private void refuseWithout(Call standing, Reply reply) {
    switch (reply) {
      case Reply.Result(JsonNode answer) when answer.path("in_best_chain").asBoolean(false) -> {}
      case Reply.Result _ ->
          throw refused(standing, "it has no such block in its chain, up to which the run reads");
      case Reply.Refusal(int code, String message) ->
          throw refused(standing, "HTTP %d: %s".formatted(code, message));
    }
  }

  private SpoorException refused(Call standing, String why) {
    return SpoorException.unavailable("%s: %s: %s".formatted(name(), standing, why));
  }
}
