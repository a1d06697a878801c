package org.spoor.ethereum.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.model.value.TxId;
import tools.jackson.databind.JsonNode;

/**
 * Traces as Parity wrote them first: a flat list, each trace with its place in the tree of calls.
 *
 * @param calls of each transaction, in the order of the answer
 * @param rewardTraces those of no transaction
 */
record ParityTraces(Map<TxId, List<ParityTrace>> calls, List<ParityTrace> rewardTraces) {

  static ParityTraces of(JsonNode traces) {
    Map<TxId, List<ParityTrace>> calls = new LinkedHashMap<>();
    List<ParityTrace> rewards = new ArrayList<>();
    for (Piece piece : new Piece(traces, "traces").items()) {
      ParityTrace trace = ParityTrace.of(piece);
      if (trace.isReward()) {
        rewards.add(trace);
      } else {
        TxId tx = piece.field("transactionHash").tx();
        calls.computeIfAbsent(tx, t -> new ArrayList<>()).add(trace);
      }
    }
    return new ParityTraces(calls, rewards);
  }

  Set<TxId> transactions() {
    return Set.copyOf(calls.keySet());
  }

  List<Movement> all(boolean beforeCancun) {
    List<Movement> all = new ArrayList<>();
    calls.forEach((tx, traces) -> all.addAll(new ParityCalls(tx, traces).movements(beforeCancun)));
    all.addAll(rewards());
    return all;
  }

  Map<TxId, List<Movement>> byTransaction(boolean beforeCancun) {
    Map<TxId, List<Movement>> told = new LinkedHashMap<>();
    calls.forEach((tx, traces) -> {
      ParityCalls tree = new ParityCalls(tx, traces);
      if (tree.orphan().isEmpty()) {
        told.put(tx, tree.movements(beforeCancun));
      }
    });
    return told;
  }

  List<Movement> rewards() {
    NativeMovements movements = new NativeMovements(false);
    rewardTraces.forEach(trace -> trace.move(movements, List.of()));
    return movements.inOrder();
  }
}
