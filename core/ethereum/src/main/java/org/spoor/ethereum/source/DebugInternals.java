package org.spoor.ethereum.source;

import java.util.HashMap;
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

/** Internal movements as the callTracer of {@code debug_traceTransaction} tells them. */
public final class DebugInternals implements Internals, BlockInternals {

  private static final Map<String, String> TRACER = Map.of("tracer", "callTracer");

  private final Node node;
  private final long finalised;

  /**
   * @param finalised height up to which blocks are final; transactions are of such blocks
   */
  public DebugInternals(Node node, long finalised) {
    this.node = node;
    this.finalised = finalised;
  }

  @Override
  public Map<TxId, Optional<List<Movement>>> of(Map<TxId, Rules> transactions) {
    return flat(
        Questions.ask(
            node,
            transactions.keySet(),
            this::transaction,
            (tx, traced) -> movements(traced, of(tx, transactions))));
  }

  @Override
  public Map<Long, Optional<Map<TxId, List<Movement>>>> ofBlocks(Map<Long, Rules> blocks) {
    return flat(
        Questions.ask(
            node,
            blocks.keySet(),
            this::block,
            (height, traced) -> byTransaction(traced, of(height, blocks))));
  }

  private static <K> Rules of(K key, Map<K, Rules> rules) {
    return Objects.requireNonNull(rules.get(key));
  }

  private static <K, T> Map<K, Optional<T>> flat(Map<K, Optional<Optional<T>>> read) {
    return read.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, e -> e.getValue().flatMap(value -> value)));
  }

  /** Anvil answers an empty trace of another kind where it does not know the transaction. */
  private static Optional<List<Movement>> movements(JsonNode traced, Rules rules) {
    return traced.has("type") ? Optional.of(Traces.callTracer(traced, rules)) : Optional.empty();
  }

  /** Geth names the transactions since 1.12; without names nothing can be told. */
  private Optional<Map<TxId, List<Movement>>> byTransaction(JsonNode block, Rules rules) {
    Map<TxId, List<Movement>> movements = new HashMap<>();
    Answer answer = new Answer("traces of a block", block);
    for (Answer traced : answer.items()) {
      if (traced.at("txHash").isNull() || traced.at("result").isNull()) {
        return Optional.empty();
      }
      movements.put(traced.at("txHash").tx(), Traces.callTracer(traced.at("result").json(), rules));
    }
    return Optional.of(movements);
  }

  private Call transaction(TxId tx) {
    return new Call("debug_traceTransaction", List.of(tx.text(), TRACER), true);
  }

  private Call block(long height) {
    return new Call(
        "debug_traceBlockByNumber", List.of(Quantity.hex(height), TRACER), height <= finalised);
  }
}
