package org.spoor.ethereum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.spoor.endpoint.AnswerKey;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * Asks contracts, as of final blocks. That a contract's code fails never changes either, and is
 * kept like an answer.
 */
final class Views {

  /**
   * A question to a contract.
   *
   * @param data of the call
   */
  record Question(Address contract, String data, long height) {

    private Call call() {
      return Calls.view(contract, data, height);
    }
  }

  private static final int REVERTED = 3;

  /** As Geth, Erigon, Nethermind and Anvil word it. */
  private static final Pattern FAILED_CODE =
      Pattern.compile(
          "revert|evm error|vm execution|opcode|out of gas|gas uint64 overflow|invalid jump"
              + "|stack (?:under|over)flow|stack limit|write protection|return data out of bounds",
          Pattern.CASE_INSENSITIVE);

  private final Node node;
  private final AnswerStore store;
  private final String chain;

  Views(Node node, AnswerStore store, String chain) {
    this.node = node;
    this.store = store;
    this.chain = chain;
  }

  /** What each answers, in order; nothing where the contract does not. */
  List<Optional<JsonNode>> ask(List<Question> questions) {
    Map<AnswerKey, JsonNode> silent = store.get(questions.stream().map(this::silence).toList());
    List<Question> open =
        questions.stream().filter(question -> !silent.containsKey(silence(question))).toList();
    List<Reply> replies =
        open.isEmpty() ? List.of() : node.ask(open.stream().map(Question::call).toList());
    Map<Question, JsonNode> answers = new HashMap<>();
    List<Question> refused = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      switch (replies.get(i)) {
        case Reply.Result result -> answers.put(open.get(i), result.value());
        case Reply.Refusal refusal -> {
          if (isOfContract(refusal)) {
            refused.add(open.get(i));
          }
        }
      }
    }
    keep(refused);
    return questions.stream().map(question -> Optional.ofNullable(answers.get(question))).toList();
  }

  /** Whether the contract's code failed; what an endpoint refuses by itself it may tell later. */
  private static boolean isOfContract(Reply.Refusal refusal) {
    return refusal.code() == REVERTED || FAILED_CODE.matcher(refusal.message()).find();
  }

  private void keep(List<Question> refused) {
    if (!refused.isEmpty()) {
      Map<AnswerKey, JsonNode> silences = new HashMap<>();
      refused.forEach(question -> silences.put(silence(question), BooleanNode.TRUE));
      store.put(silences, node.name(), Instant.now());
    }
  }

  private AnswerKey silence(Question question) {
    return new AnswerKey(
        chain,
        "eth_call without answer",
        "%s %s %d".formatted(question.contract().text(), question.data(), question.height()));
  }
}
