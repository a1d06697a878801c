package org.spoor.model.value;

/**
 * Where an event stands in the total order of its chain.
 *
 * @param height of the block, below 2^32
 * @param transaction index within the block
 * @param event index within the transaction
 */
public record ChainPosition(long height, int transaction, int event)
    implements Comparable<ChainPosition> {

  /** No chain gets there in this century; two words hold every position. */
  private static final long MAX_HEIGHT = (1L << 32) - 1;

  public ChainPosition {
    if (height < 0 || height > MAX_HEIGHT || transaction < 0 || event < 0) {
      throw new IllegalArgumentException("position " + height + "/" + transaction + "/" + event);
    }
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
    return new ChainPosition(height, transaction, Integer.MAX_VALUE);
  }

  @Override
  public int compareTo(ChainPosition other) {
    int byHeight = Long.compare(height, other.height);
    if (byHeight != 0) {
      return byHeight;
    }
    int byTransaction = Integer.compare(transaction, other.transaction);
    return byTransaction != 0 ? byTransaction : Integer.compare(event, other.event);
  }

  @Override
  public String toString() {
    return height + "/" + transaction + "/" + event;
  }
}
