package org.spoor.bitcoin;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;

/**
 * How Bitcoin is to be read.
 *
 * @param sources in the order in which they are preferred
 * @param cache the file that keeps raw answers
 * @param indexes the folder for indexes of block files
 * @param offline whether nobody is asked and the cache alone answers; block files are read
 * @param maxCalls beyond which the run stops
 * @param asOf the last block to read; if absent, the last one with six confirmations
 * @param progress hears how far the reading of block files has come
 */
public record BitcoinSettings(
    List<BitcoinSource> sources,
    Network network,
    Path cache,
    Path indexes,
    boolean offline,
    OptionalLong maxCalls,
    OptionalLong asOf,
    Progress progress) {

  public BitcoinSettings {
    sources = List.copyOf(sources);
  }
}
