package org.spoor.app.sources;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Endpoint.Kind;
import org.spoor.endpoint.Pin;

/** What is said of an endpoint, before what is not said is filled in. */
record EndpointDraft(
    String name,
    Kind kind,
    URI url,
    Optional<String> key,
    Optional<KeyPlace> keyPlace,
    OptionalInt callsPerSecond,
    Optional<Pin> pin) {

  private static final int CALLS_TO_A_NODE = 100;

  /** What public servers of Esplora bear without complaint. */
  private static final int CALLS_TO_ESPLORA = 10;

  /** They are smaller: one hop of a trace is some ten of them. */
  private static final int CALLS_TO_ELECTRUM = 50;

  private static final int CALLS_ON_THIS_MACHINE = 10_000;

  /** What the free plan of Etherscan allows. */
  private static final int CALLS_TO_AN_EXPLORER = 3;

  EndpointDraft(String name, Kind kind, URI url) {
    this(
        name, kind, url, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  Endpoint endpoint() {
    KeyPlace usual = kind == Kind.EXPLORER ? KeyPlace.QUERY : KeyPlace.PATH;
    return new Endpoint(name, kind, url, key, keyPlace.orElse(usual), calls(), pin);
  }

  private int calls() {
    int usual =
        switch (kind) {
          case NODE -> isHere() ? CALLS_ON_THIS_MACHINE : CALLS_TO_A_NODE;
          case EXPLORER -> CALLS_TO_AN_EXPLORER;
          case ELECTRUM -> isHere() ? CALLS_ON_THIS_MACHINE : CALLS_TO_ELECTRUM;
          case ESPLORA -> isHere() ? CALLS_ON_THIS_MACHINE : CALLS_TO_ESPLORA;
        };
    return callsPerSecond.orElse(usual);
  }

  private boolean isHere() {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
