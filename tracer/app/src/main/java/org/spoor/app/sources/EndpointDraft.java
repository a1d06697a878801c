package org.spoor.app.sources;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Pin;

/** What is said of an endpoint, before what is not said is filled in. */
record EndpointDraft(
    String name,
    EndpointKind kind,
    URI url,
    Optional<String> key,
    Optional<KeyPlace> keyPlace,
    OptionalInt callsPerSecond,
    Optional<Pin> pin) {

  EndpointDraft(String name, EndpointKind kind, URI url) {
    this(
        name, kind, url, Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  Endpoint endpoint() {
    return new Endpoint(
        name,
        url,
        key,
        keyPlace.orElse(kind.keyPlace()),
        callsPerSecond.orElse(kind.callsPerSecond(isHere())),
        pin);
  }

  private boolean isHere() {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
