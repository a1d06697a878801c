package org.spoor.bitcoin.parse;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.TxId;

/**
 * A block as its bytes say it; its height is said elsewhere.
 *
 * @param hash recomputed from the bytes
 * @param previous hash of the block before
 * @param time as its miner dated it
 * @param transactions in block order, the coinbase first
 */
public record BareBlock(
    String hash, String previous, Instant time, List<BareTransaction> transactions) {

  public BareBlock {
    transactions = List.copyOf(transactions);
  }

  List<TxId> ids() {
    return transactions.stream().map(BareTransaction::id).toList();
  }
}
