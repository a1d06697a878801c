package org.spoor.model.value;

/**
 * The name of a transaction on a chain.
 *
 * @param text the hash in lower case, with 0x on account chains alone, or another name where a
 *     record has no hash
 */
public record TxId(Chain chain, String text) implements Comparable<TxId> {

  public TxId {
    if (text.isEmpty() || text.length() > 200 || text.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("no transaction id: '" + text + "'");
    }
    text = chain.canonicalTxId(text);
  }

  /** Whether it is a hash, so that anyone can look the transaction up on the chain. */
  public boolean isHash() {
    return Chain.isHash(text);
  }

  @Override
  public int compareTo(TxId other) {
    int byChain = chain.compareTo(other.chain);
    return byChain != 0 ? byChain : text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
