package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.Traces;
import org.spoor.ethereum.rpc.Call;
import org.spoor.ethereum.rpc.Node;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Coin;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Internal movements as {@code ots_getInternalOperations} lists them. It does not tell which calls
 * were reverted inside a transaction that succeeded.
 */
public final class OtterscanInternals implements Internals {

  private final Node node;
  private final Predicate<TxId> settled;
  private final OwnValues values;

  /**
   * @param settled whether a transaction is in a final block
   */
  public OtterscanInternals(Node node, Predicate<TxId> settled) {
    this.node = node;
    this.settled = settled;
    this.values = new OwnValues(node, settled);
  }

  @Override
  public Map<TxId, Optional<List<Movement>>> of(Set<TxId> transactions) {
    Map<TxId, OwnValues.Own> own = values.of(transactions);
    Map<TxId, Optional<JsonNode>> inside = Questions.ask(node, running(own), this::operations);
    Map<TxId, Optional<List<Movement>>> movements = new HashMap<>();
    transactions.forEach(tx -> movements.put(tx, Optional.empty()));
    own.forEach((tx, value) -> movements.put(tx, value.whole()));
    inside.forEach(
        (tx, operations) -> movements.put(tx, operations.map(json -> all(own, tx, json))));
    return Map.copyOf(movements);
  }

  private static Set<TxId> running(Map<TxId, OwnValues.Own> own) {
    return own.entrySet().stream()
        .filter(entry -> entry.getValue().whole().isEmpty())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static List<Movement> all(Map<TxId, OwnValues.Own> own, TxId tx, JsonNode operations) {
    OwnValues.Own value = Objects.requireNonNull(own.get(tx));
    return Traces.otterscan(operations, value.value().orElse(nothing(value.receipt())));
  }

  private static Movement nothing(Receipt receipt) {
    return new Movement(
        receipt.from(), receipt.from(), new Coin(receipt.from().chain()), Amount.ZERO);
  }

  private Call operations(TxId tx) {
    return new Call("ots_getInternalOperations", List.of(tx.text()), settled.test(tx));
  }
}
