package org.spoor.model.chain;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;

/**
 * The events of one transaction of an account chain.
 *
 * @param transfers at least one, in order of position
 */
public record AccountTransaction(TxId id, List<Transfer> transfers) implements ChainTransaction {

  public AccountTransaction {
    transfers = List.copyOf(transfers);
    if (transfers.isEmpty()) {
      throw new IllegalArgumentException("transaction without events: " + id);
    }
  }

  @Override
  public ChainPosition position() {
    return transfers.getFirst().position();
  }

  @Override
  public Instant time() {
    return transfers.getFirst().time();
  }
}
