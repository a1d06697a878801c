package org.spoor.bitcoin.blockfile;

import java.nio.ByteBuffer;
import org.bitcoinj.base.Sha256Hash;

/**
 * What entries are found by: 39 bits, and never more than a first choice. What is meant is told by
 * the bytes at the place.
 */
final class Key {

  private static final int BITS = 39;

  /** So that the outputs of one transaction do not stand beside its neighbours (2^64 / phi). */
  private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

  private Key() {}

  /** Of a transaction. */
  static long of(Sha256Hash id) {
    return cut(word(id));
  }

  /** Of the spending of an output. */
  static long of(Sha256Hash transaction, long output) {
    return cut(word(transaction) + (output + 1) * SPREAD);
  }

  private static long cut(long word) {
    return word >>> (Long.SIZE - BITS);
  }

  private static long word(Sha256Hash id) {
    return ByteBuffer.wrap(id.getBytes()).getLong();
  }
}
