package org.spoor.ethereum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;

/**
 * Where and when something moves value, and what it is called.
 *
 * @param first position of its first event
 */
record Happening(ChainPosition first, Instant time, TxId tx) {

  /** An event for each movement, one after the other. */
  List<Transfer> transfers(List<Movement> movements) {
    List<Transfer> transfers = new ArrayList<>();
    for (Movement movement : movements) {
      transfers.add(
          new Transfer(
              first.withEvent(transfers.size()),
              time,
              tx,
              movement.from(),
              movement.to(),
              movement.asset(),
              movement.amount()));
    }
    return transfers;
  }
}
