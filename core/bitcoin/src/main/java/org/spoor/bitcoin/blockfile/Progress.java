package org.spoor.bitcoin.blockfile;

/** Hears how far the reading of block files has come; from several threads. */
@FunctionalInterface
public interface Progress {

  Progress NONE = (read, all) -> {};

  /**
   * @param read bytes read so far, of those that were new
   * @param all bytes that are new
   */
  void at(long read, long all);
}
