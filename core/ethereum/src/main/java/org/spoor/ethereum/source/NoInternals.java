package org.spoor.ethereum.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Rules;
import org.spoor.model.value.TxId;

/** Movements where nothing can be traced: told of transactions alone in which no code ran. */
public final class NoInternals implements Internals {

  private final OwnValues values;

  /**
   * @param finalised height up to which blocks are final
   */
  public NoInternals(Node node, long finalised) {
    this.values = new OwnValues(node, finalised);
  }

  @Override
  public Map<TxId, Optional<List<Movement>>> of(Map<TxId, Rules> transactions) {
    Map<TxId, OwnValues.Own> own = values.of(transactions.keySet());
    Map<TxId, Optional<List<Movement>>> movements = new HashMap<>();
    transactions
        .keySet()
        .forEach(tx ->
            movements.put(tx, Optional.ofNullable(own.get(tx)).flatMap(OwnValues.Own::whole)));
    return Map.copyOf(movements);
  }
}
