package org.spoor.bitcoin.esplora;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Asking;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Proves answers by their bytes before they are kept. */
final class EsploraCheck implements AnswerCheck {

  private final Answers answers;
  private final Chain chain;
  private final Supplier<Node> proofs;

  /**
   * @param proofs from where come headers of blocks and bytes of transactions
   */
  EsploraCheck(Answers answers, Chain chain, Supplier<Node> proofs) {
    this.answers = answers;
    this.chain = chain;
    this.proofs = proofs;
  }

  @Override
  public Optional<String> fault(Call call, JsonNode answer) {
    return AnswerCheck.fault(() -> check(call, answer));
  }

  private void check(Call call, JsonNode answer) {
    switch (call.method()) {
      case Paths.HEIGHT -> answers.height(answer);
      case Paths.HASH_AT -> answers.hash(answer);
      case Paths.HEADER -> answers.header(answer, parameter(call, 0));
      case Paths.RAW_BLOCK -> answers.block(answer, parameter(call, 0));
      case Paths.STATUS -> answers.checkStatus(answer);
      case Paths.HEX -> answers.transaction(answer, id(call));
      case Paths.TRANSACTION -> checkTold(answer, bytes(id(call)), parameter(call, 1));
      case Paths.PROOF -> answers.position(answer, id(call), header(parameter(call, 1)));
      case Paths.OUTSPENDS -> answers.checkOutspends(answer, bytes(id(call)));
      default -> {}
    }
  }

  /** What is told of inputs has to suffice for the outputs, wherever the transaction stands. */
  private void checkTold(JsonNode answer, BareTransaction transaction, String block) {
    answers
        .told(answer, transaction, block)
        .ifPresent(worth -> transaction.with(ChainPosition.startOf(0), Instant.EPOCH, worth));
  }

  private BareTransaction bytes(TxId id) {
    return asking().read(Paths.hex(id), answer -> answers.transaction(answer, id));
  }

  private BareHeader header(String block) {
    return asking().read(Paths.header(block), answer -> answers.header(answer, block));
  }

  private Asking asking() {
    return new Asking(proofs.get());
  }

  private TxId id(Call call) {
    return new TxId(chain, parameter(call, 0));
  }

  private static String parameter(Call call, int index) {
    return String.valueOf(call.params().get(index));
  }
}
