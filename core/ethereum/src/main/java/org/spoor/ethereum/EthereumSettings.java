package org.spoor.ethereum;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * How Ethereum is to be read.
 *
 * @param sources in the order in which they are preferred
 * @param cache the file that keeps raw answers
 * @param offline whether nothing is asked and the cache alone answers
 * @param maxCalls beyond which the run stops
 * @param maxDegree transactions beyond which an address is too busy to read
 * @param asOf the last block to read; if absent, the last one that is final
 */
public record EthereumSettings(
    List<EthereumSource> sources,
    Path cache,
    boolean offline,
    OptionalLong maxCalls,
    int maxDegree,
    OptionalLong asOf) {

  public EthereumSettings {
    sources = List.copyOf(sources);
  }

  /** Up to the last block that is final. */
  public EthereumSettings(
      List<EthereumSource> sources,
      Path cache,
      boolean offline,
      OptionalLong maxCalls,
      int maxDegree) {
    this(sources, cache, offline, maxCalls, maxDegree, OptionalLong.empty());
  }
}
