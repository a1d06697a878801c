package org.spoor.ethereum;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Reply;
import tools.jackson.databind.JsonNode;

/**
 * Checks that answers are of the transaction or block asked for, and numbers where one is due. That
 * a contract's code fails as of a final block never changes, and is as good as an answer.
 */
final class EthereumAnswers implements AnswerCheck {

  private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,64}");
  private static final Pattern BYTES = Pattern.compile("0x(?:[0-9a-fA-F]{2})*");

  private static final int REVERTED = 3;

  /** As Geth, Erigon, Nethermind and Anvil word it. */
  private static final Pattern FAILED_CODE =
      Pattern.compile(
          "revert|evm error|vm execution|opcode|out of gas|gas uint64 overflow|invalid jump"
              + "|stack (?:under|over)flow|stack limit|write protection|return data out of bounds",
          Pattern.CASE_INSENSITIVE);

  @Override
  public boolean isFinal(Call call, Reply.Refusal refusal) {
    return AnswerCheck.super.isFinal(call, refusal)
        || (call.method().equals("eth_call") && isOfContract(refusal));
  }

  private static boolean isOfContract(Reply.Refusal refusal) {
    return refusal.code() == REVERTED || FAILED_CODE.matcher(refusal.message()).find();
  }

  @Override
  public Optional<String> fault(Call call, JsonNode answer) {
    return switch (call.method()) {
      case "eth_getBalance", "eth_getTransactionCount" -> shape(answer, NUMBER, "a number");
      case "eth_call", "eth_getCode" -> shape(answer, BYTES, "bytes");
      case "eth_getTransactionReceipt" -> same(call, answer.path("transactionHash"));
      case "eth_getTransactionByHash" -> same(call, answer.path("hash"));
      case "eth_getBlockByNumber" -> same(call, answer.path("number"));
      case "trace_transaction" ->
          answer
              .valueStream()
              .map(trace -> same(call, trace.path("transactionHash")))
              .flatMap(Optional::stream)
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<String> shape(JsonNode answer, Pattern pattern, String due) {
    return pattern.matcher(answer.asString("")).matches()
        ? Optional.empty()
        : Optional.of("expected %s, got %s".formatted(due, Excerpt.of(answer)));
  }

  private static Optional<String> same(Call call, JsonNode found) {
    List<Object> params = call.params();
    String asked = params.isEmpty() ? "" : String.valueOf(params.getFirst());
    boolean isPinned = asked.startsWith("0x");
    return !isPinned || found.asString("").equalsIgnoreCase(asked)
        ? Optional.empty()
        : Optional.of("the answer is of %s".formatted(Excerpt.of(found)));
  }
}
