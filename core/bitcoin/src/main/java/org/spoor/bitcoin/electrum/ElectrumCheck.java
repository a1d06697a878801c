package org.spoor.bitcoin.electrum;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Proves answers by their bytes before they are kept.
 *
 * @param headers as calls for them give them
 */
record ElectrumCheck(ElectrumAnswers answers, Chain chain, Function<Call, BareHeader> headers)
    implements AnswerCheck {

  @Override
  public Optional<String> fault(Call call, JsonNode answer) {
    return AnswerCheck.fault(() -> check(call, answer));
  }

  /** What is asked of a script says up to which tip; other refusals may end with the next block. */
  @Override
  public boolean isFinal(Call call, Reply.Refusal refusal) {
    boolean isOfScript =
        call.method().equals(ElectrumCalls.HISTORY) || call.method().equals(ElectrumCalls.UNSPENT);
    return isOfScript && AnswerCheck.super.isFinal(call, refusal);
  }

  private void check(Call call, JsonNode answer) {
    switch (call.method()) {
      case ElectrumCalls.VERSION -> ElectrumAnswers.checkVersion(answer);
      case ElectrumCalls.NEWEST -> answers.newest(answer);
      case ElectrumCalls.HEADER -> answers.header(answer);
      case ElectrumCalls.TRANSACTION -> checkTransaction(call, answer);
      case ElectrumCalls.PROOF -> answers.position(answer, id(call), header(call, 1));
      case ElectrumCalls.ID_AT -> answers.at(answer, (int) number(call, 1), header(call, 0));
      case ElectrumCalls.HISTORY -> answers.history(answer);
      case ElectrumCalls.UNSPENT -> answers.unspent(answer);
      default -> {}
    }
  }

  private void checkTransaction(Call call, JsonNode answer) {
    if (call.equals(ElectrumCalls.transaction(id(call)))) {
      answers.transaction(answer, id(call));
    } else {
      answers.confirmations(answer, id(call));
    }
  }

  /** That of the block at the height which is a parameter, up to the same tip. */
  private BareHeader header(Call call, int height) {
    List<Object> params = new ArrayList<>(List.of(number(call, height)));
    params.addAll(ElectrumCalls.tip(call));
    return headers.apply(new Call(ElectrumCalls.HEADER, params, true));
  }

  private TxId id(Call call) {
    return new TxId(chain, String.valueOf(call.params().getFirst()));
  }

  private static long number(Call call, int index) {
    return Long.parseLong(String.valueOf(call.params().get(index)));
  }
}
