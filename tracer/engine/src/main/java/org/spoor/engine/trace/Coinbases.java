package org.spoor.engine.trace;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;

/**
 * Follows dirty fees into the coinbases of their blocks: a block's fee lots, in transaction order,
 * are its coinbase's inputs behind a clean subsidy (definitions, section 2).
 */
final class Coinbases {

  /** A coinbase that claims dirty fees. */
  record Claim(UtxoTransaction transaction, Lots inputs, int hop) {}

  private static final class Block {
    private final List<UtxoTransaction> transactions;
    private final Map<TxId, Lots> fees = new HashMap<>();
    private int hop = Integer.MAX_VALUE;

    Block(List<UtxoTransaction> transactions) {
      this.transactions = transactions;
    }
  }

  private final Run run;
  private final Chain chain;
  private final NavigableMap<Long, Block> blocks = new TreeMap<>();

  Coinbases(Run run, Chain chain) {
    this.run = run;
    this.chain = chain;
  }

  boolean hasNext() {
    return !blocks.isEmpty();
  }

  long nextHeight() {
    return blocks.firstKey();
  }

  Instant nextTime() {
    return blocks.firstEntry().getValue().transactions.getFirst().time();
  }

  /** Keeps a fee for its block's coinbase; refuses if fees are not followed or cannot be. */
  boolean collect(UtxoTransaction transaction, Lots fee, int hop) {
    Optional<Block> block = block(transaction);
    block.ifPresent(found -> {
      found.fees.put(transaction.id(), fee);
      found.hop = Math.min(found.hop, hop);
    });
    return block.isPresent();
  }

  /** Whether a coinbase that is reached by itself waits for its block's fees instead. */
  boolean follow(UtxoTransaction coinbase) {
    return block(coinbase)
        .map(block -> {
          block.hop = Math.min(block.hop, -1);
          return true;
        })
        .orElse(false);
  }

  private Optional<Block> block(UtxoTransaction transaction) {
    if (run.request.fees() == FeeMode.SINK) {
      return Optional.empty();
    }
    OptionalLong height = transaction.position().knownHeight();
    if (height.isEmpty()) {
      missing("the block of transaction %s is not known".formatted(transaction.id()));
      return Optional.empty();
    }
    return block(height.getAsLong());
  }

  private void missing(String what) {
    run.gap(DataGap.Kind.BLOCK_MISSING, what + ": its dirty fees end as FEE");
  }

  private Optional<Block> block(long height) {
    Block known = blocks.get(height);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<List<UtxoTransaction>> transactions = run.reader.block(chain, height);
    if (transactions.isEmpty()) {
      missing("block %d of %s is not in the data as a whole".formatted(height, chain));
      return Optional.empty();
    }
    Block block = new Block(transactions.get());
    blocks.put(height, block);
    return Optional.of(block);
  }

  Claim next() {
    Map.Entry<Long, Block> first = blocks.firstEntry();
    blocks.remove(first.getKey());
    Block block = first.getValue();
    UtxoTransaction coinbase = block.transactions.getFirst();
    Lots inputs = Lots.of(chain.subsidy(first.getKey()), Origins.CLEAN);
    for (UtxoTransaction transaction : block.transactions) {
      Lots fee = block.fees.get(transaction.id());
      if (fee == null) {
        inputs.addNewest(transaction.fee(), Origins.CLEAN);
      } else {
        inputs.addNewest(fee);
      }
    }
    Amount missing = coinbase.outputValue().minusOrZero(inputs.total());
    inputs.addOldest(missing, Origins.UNEXPLAINED);
    if (!missing.isZero()) {
      run.gap(
          DataGap.Kind.UNEXPLAINED,
          "coinbase %s claims %s base units more than subsidy and fees"
              .formatted(coinbase.id(), missing));
    }
    return new Claim(coinbase, inputs, block.hop);
  }

  /** Fees of blocks that the run did not reach any more. */
  void abandon(Asset coin) {
    blocks
        .values()
        .forEach(block ->
            block
                .fees
                .values()
                .forEach(fee -> run.books.end(EndKind.TIME_LIMIT, Outside.FEE, coin, fee)));
    blocks.clear();
  }
}
