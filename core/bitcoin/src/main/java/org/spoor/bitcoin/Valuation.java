package org.spoor.bitcoin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Server;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * What the inputs of transactions are worth: as the server states it, else as the outputs of their
 * parents say, which are asked for. What is stated is held against parents that are at hand.
 */
record Valuation(Server server) {

  /** In the order given. */
  List<Read> of(Collection<Confirmed> transactions) {
    Map<TxId, BareTransaction> known = new HashMap<>();
    transactions.forEach(each -> known.put(each.transaction().id(), each.transaction()));
    known.putAll(parents(transactions, known.keySet()));
    return transactions.stream().map(each -> valued(each, known)).toList();
  }

  private Map<TxId, BareTransaction> parents(Collection<Confirmed> children, Set<TxId> known) {
    Set<TxId> missing =
        children.stream()
            .filter(each -> each.stated().isEmpty())
            .flatMap(each -> each.transaction().spent().stream())
            .map(OutPoint::tx)
            .filter(id -> !known.contains(id))
            .collect(Collectors.toSet());
    return missing.isEmpty() ? Map.of() : server.bare(missing);
  }

  private Read valued(Confirmed each, Map<TxId, BareTransaction> known) {
    TxId id = each.transaction().id();
    List<OutPoint> spent = each.transaction().spent();
    Optional<List<Output>> stated = each.stated();
    if (stated.isPresent() && stated.get().size() != spent.size()) {
      throw malformed(
          id, "%d of its %d inputs are told".formatted(stated.get().size(), spent.size()));
    }
    List<Output> worth = new ArrayList<>();
    for (int i = 0; i < spent.size(); i++) {
      int index = i;
      OutPoint output = spent.get(i);
      Optional<Output> created =
          Optional.ofNullable(known.get(output.tx())).map(parent -> output(id, parent, output));
      Output told =
          stated
              .map(all -> all.get(index))
              .or(() -> created)
              .orElseThrow(() -> malformed(id, "its parent " + output.tx() + " is not there"));
      if (created.isPresent() && !created.get().equals(told)) {
        throw malformed(id, "input %s is told otherwise than it was created".formatted(output));
      }
      worth.add(told);
    }
    try {
      return new Read(
          each.transaction().with(each.position(), each.time(), worth), stated.isPresent());
    } catch (SpoorException e) {
      server.doubt(Set.of(id));
      throw SpoorException.malformedData(server.name() + ": " + e.getMessage(), e);
    }
  }

  private Output output(TxId id, BareTransaction parent, OutPoint spent) {
    List<Output> outputs = parent.outputs();
    if (spent.index() >= outputs.size()) {
      throw malformed(id, "it spends %s, which there is not".formatted(spent));
    }
    return outputs.get(spent.index());
  }

  private SpoorException malformed(TxId id, String what) {
    server.doubt(Set.of(id));
    return SpoorException.malformedData(
        "%s: transaction %s: %s".formatted(server.name(), id, what));
  }
}
