package org.spoor.ethereum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.source.Quantity;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** The calls by which transactions, blocks and balances are read, all of finalised blocks. */
final class Calls {

  private Calls() {}

  static Call receipt(TxId tx, Reach reach) {
    return ofTransaction("eth_getTransactionReceipt", tx, reach);
  }

  static Call body(TxId tx, Reach reach) {
    return ofTransaction("eth_getTransactionByHash", tx, reach);
  }

  /** Whether the transaction is in a final block, only the answer tells. */
  private static Call ofTransaction(String method, TxId tx, Reach reach) {
    return Call.upTo(reach.finalised(), reach.pin(), method, List.of(tx.text()));
  }

  static Call header(long height) {
    return new Call("eth_getBlockByNumber", List.of(Quantity.hex(height), false), true);
  }

  /** With whole transactions. */
  static Call block(long height) {
    return new Call("eth_getBlockByNumber", List.of(Quantity.hex(height), true), true);
  }

  static Call blockReceipts(long height) {
    return new Call("eth_getBlockReceipts", List.of(Quantity.hex(height)), true);
  }

  static Call uncle(long height, int index) {
    return new Call(
        "eth_getUncleByBlockNumberAndIndex",
        List.of(Quantity.hex(height), Quantity.hex(index)),
        true);
  }

  static Call balance(Address address, long height) {
    return new Call("eth_getBalance", List.of(address.text(), Quantity.hex(height)), true);
  }

  static Call code(Address address, long height) {
    return new Call("eth_getCode", List.of(address.text(), Quantity.hex(height)), true);
  }

  /** A call of a contract's function as of a block. */
  static Call view(Address contract, String data, long height) {
    return new Call(
        "eth_call",
        List.of(Map.of("to", contract.text(), "data", data), Quantity.hex(height)),
        true);
  }

  /**
   * The headers of blocks that a node should have.
   *
   * @throws SpoorException MALFORMED_DATA if it lacks one
   */
  static Map<Long, BlockHeader> headers(Node node, List<Long> heights) {
    List<Optional<BlockHeader>> answers =
        read(
            node,
            heights.stream().map(Calls::header).toList(),
            answer -> Optional.of(answer).filter(json -> !json.isNull()).map(Blocks::header));
    Map<Long, BlockHeader> headers = new LinkedHashMap<>();
    for (int i = 0; i < heights.size(); i++) {
      long height = heights.get(i);
      headers.put(height, answers.get(i).orElseThrow(() -> without(node, height)));
    }
    return headers;
  }

  private static SpoorException without(Node node, long height) {
    return SpoorException.malformedData(
        "%s has a transaction of block %d, but not the block".formatted(node.name(), height));
  }

  /**
   * What is read in the answers to calls that no node refuses.
   *
   * @throws SpoorException UNAVAILABLE if it refuses one; MALFORMED_DATA, naming endpoint and call,
   *     if an answer cannot be read
   */
  static <T> List<T> read(Node node, List<Call> calls, Function<JsonNode, T> reading) {
    List<JsonNode> answers = results(node, calls);
    return IntStream.range(0, calls.size())
        .mapToObj(i -> calls.get(i).read(node.name(), () -> reading.apply(answers.get(i))))
        .toList();
  }

  /**
   * What is answered to calls that no node refuses.
   *
   * @throws SpoorException UNAVAILABLE if it refuses one
   */
  static List<JsonNode> results(Node node, List<Call> calls) {
    List<Reply> replies = calls.isEmpty() ? List.of() : node.ask(calls);
    for (int i = 0; i < replies.size(); i++) {
      if (replies.get(i) instanceof Reply.Refusal refusal) {
        throw SpoorException.unavailable(
            "%s refuses %s: %s (%d)"
                .formatted(node.name(), calls.get(i).method(), refusal.message(), refusal.code()));
      }
    }
    return replies.stream().map(reply -> ((Reply.Result) reply).value()).toList();
  }
}
