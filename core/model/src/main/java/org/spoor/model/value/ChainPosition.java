package org.spoor.model.value;

import java.util.OptionalLong;

/**
 * Where an event stands in the total order of its chain.
 *
 * @param height of the block, below 2^32
 * @param transaction index within the block
 * @param event index within the transaction
 * @param assumed whether the block is not known: height and transaction are then a place that fits
 *     what is known, good to order by and not to be shown
 */
public record ChainPosition(long height, int transaction, int event, boolean assumed)
    implements Comparable<ChainPosition> {

  /** No chain gets there in this century; two words hold every position. */
  private static final long MAX_HEIGHT = (1L << 32) - 1;

  public ChainPosition {
    if (height < 0 || height > MAX_HEIGHT || transaction < 0 || event < 0) {
      throw new IllegalArgumentException("position " + height + "/" + transaction + "/" + event);
    }
  }

  /** In a known block. */
  public ChainPosition(long height, int transaction, int event) {
    this(height, transaction, event, false);
  }

  /** After every event of block {@code height}. */
  public static ChainPosition endOf(long height) {
    return new ChainPosition(height, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Before every event of block {@code height}. */
  public static ChainPosition startOf(long height) {
    return new ChainPosition(height, 0, 0);
  }

  /** After the last event of this transaction. */
  public ChainPosition endOfTransaction() {
    return withEvent(Integer.MAX_VALUE);
  }

  /** Another event of the same transaction. */
  public ChainPosition withEvent(int other) {
    return new ChainPosition(height, transaction, other, assumed);
  }

  /** The height, if the block is known. */
  public OptionalLong knownHeight() {
    return assumed ? OptionalLong.empty() : OptionalLong.of(height);
  }

  @Override
  public int compareTo(ChainPosition other) {
    int byHeight = Long.compare(height, other.height);
    if (byHeight != 0) {
      return byHeight;
    }
    int byTransaction = Integer.compare(transaction, other.transaction);
    if (byTransaction != 0) {
      return byTransaction;
    }
    int byEvent = Integer.compare(event, other.event);
    return byEvent != 0 ? byEvent : Boolean.compare(assumed, other.assumed);
  }

  @Override
  public String toString() {
    return height + "/" + transaction + "/" + event + (assumed ? " (assumed)" : "");
  }
}
