package org.spoor.ethereum;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.spoor.endpoint.Endpoint;

/**
 * How Ethereum is to be read.
 *
 * @param endpoints in the order in which they are preferred
 * @param cache the file that keeps raw answers
 * @param offline whether nothing is asked and the cache alone answers
 * @param maxCalls beyond which the run stops
 * @param maxDegree transactions beyond which an address is too busy to read
 * @param asOf the last block to read; if absent, the last one that is final
 */
public record EthereumSettings(
    List<Endpoint> endpoints,
    Path cache,
    boolean offline,
    OptionalLong maxCalls,
    int maxDegree,
    OptionalLong asOf) {

  public EthereumSettings {
    endpoints = List.copyOf(endpoints);
  }

  /** Up to the last block that is final. */
  public EthereumSettings(
      List<Endpoint> endpoints, Path cache, boolean offline, OptionalLong maxCalls, int maxDegree) {
    this(endpoints, cache, offline, maxCalls, maxDegree, OptionalLong.empty());
  }
}
