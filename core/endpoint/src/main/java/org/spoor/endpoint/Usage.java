package org.spoor.endpoint;

/**
 * What a run has cost an endpoint.
 *
 * @param calls that went out, each call of a batch counted
 * @param roundTrips requests over the network, batches and repeated ones counted once each
 * @param bytes received
 * @param remembered calls answered from the cache
 */
public record Usage(long calls, long roundTrips, long bytes, long remembered) {

  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        calls + other.calls,
        roundTrips + other.roundTrips,
        bytes + other.bytes,
        remembered + other.remembered);
  }
}
