package org.spoor.graph;

import java.net.URI;
import java.time.Instant;

/** What is known of the local server. */
public sealed interface ServerStatus {

  /** It answers. */
  record Running(URI uri, long pid, Instant since) implements ServerStatus {}

  /** Its process is there, but does not answer: it starts, stops or hangs. */
  record Silent(URI uri, long pid, Instant since) implements ServerStatus {}

  /**
   * No process of it is there.
   *
   * @param unexpectedly whether it ended without having been stopped
   */
  record Stopped(boolean unexpectedly) implements ServerStatus {}
}
