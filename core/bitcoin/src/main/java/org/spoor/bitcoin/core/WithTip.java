package org.spoor.bitcoin.core;

import java.util.Optional;
import org.spoor.endpoint.Anchor;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A node whose word on what changes with the chain is taken only where it has the last block that
 * counts: several nodes behind one address may stand at different blocks.
 */
final class WithTip implements Anchor {

  @Override
  public Optional<Call> of(Call call) {
    return CoreCalls.tip(call).map(CoreCalls::standing);
  }

  @Override
  public Optional<String> fault(Call shown, Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode header) when isInChain(header) -> Optional.empty();
      case Reply.Result _ ->
          Optional.of("it has no such block in its chain, up to which the run reads");
      case Reply.Refusal(int _, String message) ->
          Optional.of("it has no such block, up to which the run reads: " + message);
    };
  }

  private static boolean isInChain(JsonNode header) {
    try {
      return CoreReading.isInChain(CoreAnswer.of(header));
    } catch (SpoorException e) {
      return false;
    }
  }

  @Override
  public Call sent(Call call) {
    return CoreCalls.sent(call);
  }
}
