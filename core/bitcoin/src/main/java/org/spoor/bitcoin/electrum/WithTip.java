package org.spoor.bitcoin.electrum;

import java.util.Optional;
import org.spoor.endpoint.Anchor;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A server whose word on what changes with the chain is taken only over a connection on which it
 * has the last block that counts: another connection may lead to another server that lags behind.
 */
record WithTip(ElectrumAnswers answers) implements Anchor {

  @Override
  public Optional<Call> of(Call call) {
    return ElectrumCalls.tip(call).isEmpty()
        ? Optional.empty()
        : Optional.of(new Call(ElectrumCalls.HEADER, ElectrumCalls.tip(call), false));
  }

  @Override
  public Optional<String> fault(Call shown, Reply reply) {
    return switch (reply) {
      case Reply.Result(JsonNode answer) -> fault(String.valueOf(shown.params().getLast()), answer);
      case Reply.Refusal(int _, String message) ->
          Optional.of("it has no such block, up to which the run reads: " + message);
    };
  }

  private Optional<String> fault(String tip, JsonNode answer) {
    try {
      String hash = answers.header(answer).hash().toString();
      return hash.equals(tip)
          ? Optional.empty()
          : Optional.of("it has block %s there, and the run reads up to %s".formatted(hash, tip));
    } catch (SpoorException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Call sent(Call call) {
    return ElectrumCalls.sent(call);
  }
}
