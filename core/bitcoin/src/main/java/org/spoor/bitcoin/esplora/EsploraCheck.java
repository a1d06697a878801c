package org.spoor.bitcoin.esplora;

import java.util.Optional;
import java.util.function.Function;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Proves answers by their bytes before they are kept. */
final class EsploraCheck implements AnswerCheck {

  private final Answers answers;
  private final Chain chain;
  private final Function<String, BareHeader> headers;

  /**
   * @param headers of blocks by their hashes
   */
  EsploraCheck(Answers answers, Chain chain, Function<String, BareHeader> headers) {
    this.answers = answers;
    this.chain = chain;
    this.headers = headers;
  }

  @Override
  public Optional<String> fault(Call call, JsonNode answer) {
    try {
      check(call, answer);
      return Optional.empty();
    } catch (SpoorException e) {
      if (e.kind() != SpoorException.Kind.MALFORMED_DATA) {
        throw e;
      }
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void check(Call call, JsonNode answer) {
    switch (call.method()) {
      case Paths.HEIGHT -> answers.height(answer);
      case Paths.HASH_AT -> answers.hash(answer);
      case Paths.HEADER -> answers.header(answer, parameter(call, 0));
      case Paths.RAW_BLOCK -> answers.block(answer, parameter(call, 0));
      case Paths.STATUS -> answers.checkStatus(answer);
      case Paths.HEX -> answers.transaction(answer, id(call));
      case Paths.TRANSACTION -> answers.checkSame(answer, id(call), parameter(call, 1));
      case Paths.PROOF -> answers.position(answer, id(call), headers.apply(parameter(call, 1)));
      case Paths.OUTSPENDS -> answers.outspends(answer);
      default -> {}
    }
  }

  private TxId id(Call call) {
    return new TxId(chain, parameter(call, 0));
  }

  private static String parameter(Call call, int index) {
    return String.valueOf(call.params().get(index));
  }
}
