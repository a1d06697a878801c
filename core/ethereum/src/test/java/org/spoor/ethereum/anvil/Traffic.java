package org.spoor.ethereum.anvil;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** What has come over a {@link LatencyProxy}. */
public final class Traffic {

  /**
   * @param requests over the network, those that went wrong included
   * @param calls in them, each call of a batch counted
   * @param bytes of the answers that went well
   * @param inSequence the most requests that came one after another, each sent after the answer of
   *     the one before: what latency multiplies
   * @param byMethod the calls
   */
  public record Count(
      long requests, long calls, long bytes, int inSequence, Map<String, Long> byMethod) {

    public Count {
      byMethod = Map.copyOf(byMethod);
    }
  }

  private final Map<String, Long> byMethod = new TreeMap<>();
  private long requests;
  private long calls;
  private long bytes;

  /** The length of the longest sequence that has ended. */
  private int ended;

  Traffic() {}

  /** Returns the request's place in the longest sequence that it can be part of. */
  synchronized int begin(Collection<String> methods) {
    requests++;
    calls += methods.size();
    methods.forEach(method -> byMethod.merge(method, 1L, Long::sum));
    return ended + 1;
  }

  synchronized void answered(int length) {
    bytes += length;
  }

  synchronized void end(int place) {
    ended = Math.max(ended, place);
  }

  synchronized Count count() {
    return new Count(requests, calls, bytes, ended, byMethod);
  }

  synchronized void clear() {
    byMethod.clear();
    requests = 0;
    calls = 0;
    bytes = 0;
    ended = 0;
  }
}
