package org.spoor.ethereum.rpc;

import java.net.URI;
import java.util.Optional;

/**
 * A node or explorer that the user has configured.
 *
 * @param name by which messages and results call it
 * @param url http or https, without a key that messages could show
 * @param key sent where the endpoint wants it (see {@link KeyPlace}); never logged
 * @param callsPerSecond what it may be asked at most; a limit that it tells of itself goes before
 */
public record Endpoint(
    String name, Kind kind, URI url, Optional<String> key, KeyPlace keyPlace, int callsPerSecond) {

  /** What speaks at the other end. */
  public enum Kind {
    /** JSON-RPC. */
    NODE,
    /** The HTTP interface that Etherscan began and Blockscout shares. */
    EXPLORER
  }

  /** Where the key goes. */
  public enum KeyPlace {
    /** Appended to the path of the URL. */
    PATH,
    /** {@code Authorization: Bearer KEY}. */
    BEARER,
    /** The query parameter {@code apikey}. */
    QUERY
  }

  public Endpoint {
    if (name.isBlank() || callsPerSecond < 1) {
      throw new IllegalArgumentException("endpoint '" + name + "' of " + callsPerSecond + "/s");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return name + " (" + url.getHost() + ")";
  }
}
