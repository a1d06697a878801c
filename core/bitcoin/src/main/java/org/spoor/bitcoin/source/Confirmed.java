package org.spoor.bitcoin.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.ChainPosition;

/**
 * A transaction in a block that is read.
 *
 * @param transaction parsed from its bytes
 * @param position of the transaction in its block, event 0
 * @param time of the block
 * @param stated the outputs that it spends, in the order of its inputs, as the server states them;
 *     absent if it does not
 */
public record Confirmed(
    BareTransaction transaction,
    ChainPosition position,
    Instant time,
    Optional<List<UtxoTransaction.Output>> stated) {

  public Confirmed {
    stated = stated.map(List::copyOf);
  }
}
