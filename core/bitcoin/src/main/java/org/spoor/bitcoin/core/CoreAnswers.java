package org.spoor.bitcoin.core;

import java.util.Optional;
import org.spoor.bitcoin.parse.Network;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Checks that answers of Bitcoin Core are of the transaction or block asked for and make sense. */
public final class CoreAnswers implements AnswerCheck {

  private final Network network;
  private final CoreReading reading;

  public CoreAnswers(Network network) {
    this.network = network;
    this.reading = new CoreReading(network);
  }

  @Override
  public Optional<String> fault(Call call, JsonNode answer) {
    return AnswerCheck.fault(() -> read(call, CoreAnswer.of(answer)));
  }

  private Object read(Call call, CoreAnswer answer) {
    return switch (call.method()) {
      case CoreCalls.TRANSACTION ->
          reading.transaction(new TxId(network.chain(), asked(call)), answer);
      case CoreCalls.BLOCK -> block(call, answer);
      case CoreCalls.HEADER -> header(call, answer);
      case CoreCalls.HASH -> answer.hash();
      default -> answer;
    };
  }

  private Object header(Call call, CoreAnswer answer) {
    return answer.json().isString()
        ? reading.header(asked(call), answer)
        : reading.standing(asked(call), answer);
  }

  private Object block(Call call, CoreAnswer answer) {
    String hash = asked(call);
    if (answer.json().isString()) {
      return reading.bytes(hash, answer);
    }
    return call.params().contains(CoreCalls.IDS)
        ? reading.listed(hash, answer)
        : reading.spendings(hash, answer);
  }

  private static String asked(Call call) {
    return String.valueOf(call.params().getFirst());
  }
}
