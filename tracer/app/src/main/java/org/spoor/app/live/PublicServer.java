package org.spoor.app.live;

import java.net.URI;
import java.util.Optional;
import org.spoor.endpoint.Endpoint;

/** A server of Bitcoin that answers anybody; nobody is asked unless the user says so. */
final class PublicServer {

  private static final int CALLS_PER_SECOND = 10;

  static final Endpoint ESPLORA =
      new Endpoint(
          "mempool.space",
          URI.create("https://mempool.space/api"),
          Optional.empty(),
          Endpoint.KeyPlace.PATH,
          CALLS_PER_SECOND);

  /** What the user has to know of it. */
  static final String WARNING =
      "Bitcoin is read from mempool.space: its operator sees which transactions are looked at.";

  private PublicServer() {}
}
