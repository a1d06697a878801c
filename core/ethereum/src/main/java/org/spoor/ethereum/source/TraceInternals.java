package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Rules;
import org.spoor.ethereum.parse.Traces;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/** Internal movements as {@code trace_transaction} and {@code trace_block} list them. */
public final class TraceInternals implements Internals, BlockInternals {

  private final Node node;
  private final long finalised;

  /**
   * @param finalised height up to which blocks are final; transactions are of such blocks
   */
  public TraceInternals(Node node, long finalised) {
    this.node = node;
    this.finalised = finalised;
  }

  @Override
  public Map<TxId, Optional<List<Movement>>> of(Map<TxId, Rules> transactions) {
    return Questions.ask(
            node,
            transactions.keySet(),
            this::transaction,
            (tx, traces) -> movements(traces, of(tx, transactions)))
        .entrySet()
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, e -> e.getValue().flatMap(movements -> movements)));
  }

  @Override
  public Map<Long, Optional<Map<TxId, List<Movement>>>> ofBlocks(Map<Long, Rules> blocks) {
    return Map.copyOf(
        Questions.ask(
            node,
            blocks.keySet(),
            this::block,
            (height, traces) -> Traces.parityByTransaction(traces, of(height, blocks))));
  }

  /** Of a transaction that is not known, an empty list is told. */
  private static Optional<List<Movement>> movements(JsonNode traces, Rules rules) {
    return traces.isEmpty() ? Optional.empty() : Optional.of(Traces.parity(traces, rules));
  }

  private static <K> Rules of(K key, Map<K, Rules> rules) {
    return Objects.requireNonNull(rules.get(key));
  }

  private Call transaction(TxId tx) {
    return new Call("trace_transaction", List.of(tx.text()), true);
  }

  private Call block(long height) {
    return new Call("trace_block", List.of(Quantity.hex(height)), height <= finalised);
  }
}
