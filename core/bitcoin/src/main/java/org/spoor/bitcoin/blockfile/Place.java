package org.spoor.bitcoin.blockfile;

import org.spoor.model.SpoorException;

/**
 * Where a transaction begins, or a block.
 *
 * @param file number of the block file
 * @param at offset in it
 * @param index of the transaction within its block; 0 for a block
 */
record Place(int file, long at, int index) {

  private static final long MAX_AT = 0xFFFF_FFFFL;

  /** A transaction has 60 bytes or more, and a block without witnesses a million. */
  private static final int MAX_INDEX = 0xFFFF;

  /** Eight times what Bitcoin has filled by now. */
  static final int MAX_FILE = 0x7FFF;

  /**
   * @throws SpoorException MALFORMED_DATA if no block file reaches so far
   */
  Place {
    if (file > MAX_FILE || at > MAX_AT || index > MAX_INDEX) {
      throw SpoorException.malformedData(
          "blk%05d.dat, byte %d: transaction %d: more than a block file can hold"
              .formatted(file, at, index));
    }
  }

  static Place of(long packed) {
    return new Place((int) (packed >>> 48), packed >>> 16 & MAX_AT, (int) packed & MAX_INDEX);
  }

  /** As one number; in the order of file, offset, index. */
  long packed() {
    return (long) file << 48 | at << 16 | index;
  }
}
