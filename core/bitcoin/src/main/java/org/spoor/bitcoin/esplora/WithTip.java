package org.spoor.bitcoin.esplora;

import java.util.Optional;
import org.spoor.endpoint.Anchor;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.wire.RestNode;
import tools.jackson.databind.JsonNode;

/**
 * A server whose word on what is unspent, or in no block, is taken only where it has the last block
 * that counts: several servers behind one name may stand at different blocks, and a chain may
 * change.
 */
final class WithTip implements Anchor {

  /** The block up to which the run reads, of calls whose answers rest on it. */
  @Override
  public Optional<Call> of(Call call) {
    return switch (call.method()) {
      case Paths.STATUS, Paths.OUTSPENDS, Paths.HASH_AT ->
          call.params().stream().skip(1).map(String::valueOf).map(Paths::standing).findFirst();
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> fault(Call shown, Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode answer) when answer.path("in_best_chain").asBoolean(false) ->
          Optional.empty();
      case Reply.Result _ ->
          Optional.of("it has no such block in its chain, up to which the run reads");
      case Reply.Refusal(int code, String message) when code == RestNode.TOO_LARGE ->
          Optional.of(message);
      case Reply.Refusal(int code, String message) ->
          Optional.of("HTTP %d: %s".formatted(code, message));
    };
  }
}
