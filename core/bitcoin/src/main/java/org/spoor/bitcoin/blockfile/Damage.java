package org.spoor.bitcoin.blockfile;

/**
 * A place of a block file where no block can be read.
 *
 * @param at offset of its first byte
 */
record Damage(int file, long at, String why) {

  @Override
  public String toString() {
    return "blk%05d.dat, byte %d: %s".formatted(file, at, why);
  }
}
