package org.spoor.bitcoin.source;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spoor.bitcoin.parse.BareBlock;
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

  /**
   * All of a block, without what they spend.
   *
   * @param height of the block
   */
  public static List<Confirmed> all(BareBlock block, long height) {
    List<BareTransaction> held = block.transactions();
    return IntStream.range(0, held.size())
        .mapToObj(i ->
            new Confirmed(
                held.get(i), new ChainPosition(height, i, 0), block.time(), Optional.empty()))
        .toList();
  }
}
