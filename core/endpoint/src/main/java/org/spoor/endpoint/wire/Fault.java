package org.spoor.endpoint.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Excerpt;
import org.spoor.model.SpoorException;

/**
 * Why a call got no reply.
 *
 * @param what in words, without a key
 * @param rest how long the endpoint asks to be left alone
 */
record Fault(Kind kind, String what, Optional<Duration> rest) {

  /** How a fault is to be taken. */
  enum Kind {
    /** Asked too often. */
    LIMITED,
    /** May pass by itself: an endpoint that is busy, slow or out of reach. */
    PASSING,
    /** No JSON-RPC: a page for people, or an answer that was cut. */
    GARBLED,
    /** JSON-RPC, but no answer to what was asked. */
    MALFORMED,
    /** Asking again is of no use. */
    FINAL
  }

  /** Whether it may be whole the second time. */
  boolean isGarbled() {
    return switch (kind) {
      case GARBLED, MALFORMED -> true;
      case LIMITED, PASSING, FINAL -> false;
    };
  }

  static Fault of(Kind kind, String what) {
    return new Fault(kind, what, Optional.empty());
  }

  /** That an endpoint could not be reached, or not to the end. */
  static Fault lost(IOException failure, Endpoint endpoint) {
    String words = Excerpt.of(endpoint.keyless(String.valueOf(failure.getMessage())));
    String host = endpoint.url().getHost();
    return switch (failure) {
      case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
          of(Kind.FINAL, "no trust: " + words);
      case UnknownHostException _ -> of(Kind.PASSING, "host " + host + " is not known");
      case ConnectException _ -> of(Kind.PASSING, "no connection to " + host);
      case InterruptedIOException _ -> of(Kind.PASSING, "no answer in time");
      default -> of(Kind.PASSING, "connection lost: " + words);
    };
  }

  SpoorException exception(String endpoint, List<Call> calls) {
    return exception(endpoint, calls, "");
  }

  /**
   * @param efforts what was done about it, in words
   */
  SpoorException exception(String endpoint, List<Call> calls, String efforts) {
    String line = endpoint + ": " + Excerpt.of(calls) + ": " + efforts + what;
    return switch (kind) {
      case MALFORMED -> SpoorException.malformedData(line);
      case LIMITED, PASSING, GARBLED, FINAL -> SpoorException.unavailable(line);
    };
  }
}
