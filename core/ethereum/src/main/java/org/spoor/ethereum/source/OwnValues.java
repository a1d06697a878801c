package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.Receipts;
import org.spoor.ethereum.parse.Transaction;
import org.spoor.ethereum.parse.Transactions;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** What transactions moved by themselves, without the calls inside them. */
final class OwnValues {

  private final Node node;
  private final long finalised;

  /**
   * @param value none if it failed or carries none
   */
  record Own(Receipt receipt, Optional<Movement> value) {

    /** All that it moved, if it is certain that nothing ran inside. */
    Optional<List<Movement>> whole() {
      return receipt.plain() || !receipt.succeeded()
          ? Optional.of(value.stream().toList())
          : Optional.empty();
    }
  }

  OwnValues(Node node, long finalised) {
    this.node = node;
    this.finalised = finalised;
  }

  /**
   * @return without those that the node does not know
   */
  Map<TxId, Own> of(Set<TxId> transactions) {
    List<TxId> order = transactions.stream().sorted().toList();
    if (order.isEmpty()) {
      return Map.of();
    }
    List<Call> calls =
        order.stream()
            .flatMap(tx ->
                Stream.of(
                    call("eth_getTransactionByHash", tx), call("eth_getTransactionReceipt", tx)))
            .toList();
    List<Reply> replies = node.ask(calls);
    Map<TxId, Own> values = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      TxId id = order.get(i);
      Call receipt = calls.get(2 * i + 1);
      Reply told = replies.get(2 * i + 1);
      Questions.read(node, calls.get(2 * i), replies.get(2 * i), Transactions::of)
          .flatMap(tx -> Questions.read(node, receipt, told, json -> own(tx, json)))
          .ifPresent(own -> values.put(id, own));
    }
    return values;
  }

  private static Own own(Transaction tx, JsonNode receiptJson) {
    Receipt receipt = Receipts.of(receiptJson, tx);
    return new Own(receipt, tx.moved(receipt));
  }

  private Call call(String method, TxId tx) {
    return Call.upTo(finalised, method, List.of(tx.text()));
  }
}
