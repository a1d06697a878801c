package org.spoor.model.value;

/** One output of a transaction on a UTXO chain. */
public record OutPoint(TxId tx, int index) implements Comparable<OutPoint> {

  public OutPoint {
    if (index < 0) {
      throw new IllegalArgumentException("output index " + index + " of " + tx);
    }
  }

  @Override
  public int compareTo(OutPoint other) {
    int byTx = tx.compareTo(other.tx);
    return byTx != 0 ? byTx : Integer.compare(index, other.index);
  }

  @Override
  public String toString() {
    return tx + ":" + index;
  }
}
