package org.spoor.bitcoin.blockfile;

/** Hears how far the fetching and reading of block files has come; from several threads. */
@FunctionalInterface
public interface Progress {

  Progress NONE = (read, all) -> {};

  /**
   * @param read bytes read so far, of those that were new
   * @param all bytes that are new
   */
  void at(long read, long all);

  /**
   * @param blocks fetched so far, of those that were missing
   * @param all blocks that were missing
   */
  default void fetched(long blocks, long all) {}
}
