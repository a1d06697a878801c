package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Traces;
import org.spoor.ethereum.rpc.Call;
import org.spoor.ethereum.rpc.Node;
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
  public Map<TxId, Optional<List<Movement>>> of(Set<TxId> transactions) {
    return Questions.ask(node, transactions, this::transaction, TraceInternals::movements)
        .entrySet()
        .stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, e -> e.getValue().flatMap(movements -> movements)));
  }

  @Override
  public Map<Long, Optional<Map<TxId, List<Movement>>>> ofBlocks(Set<Long> heights) {
    return Map.copyOf(Questions.ask(node, heights, this::block, Traces::parityByTransaction));
  }

  /** Of a transaction that is not known, an empty list is told. */
  private static Optional<List<Movement>> movements(JsonNode traces) {
    return traces.isEmpty() ? Optional.empty() : Optional.of(Traces.parity(traces));
  }

  private Call transaction(TxId tx) {
    return new Call("trace_transaction", List.of(tx.text()), true);
  }

  private Call block(long height) {
    return new Call("trace_block", List.of(Quantity.hex(height)), height <= finalised);
  }
}
