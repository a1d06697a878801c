package org.spoor.endpoint;

import tools.jackson.databind.JsonNode;

/** What a node replies to a {@link Call}. */
public sealed interface Reply {

  /** The answer; JSON null where the node knows nothing of what was asked. */
  record Result(JsonNode value) implements Reply {}

  /**
   * The node does not answer this call: an unknown method, too many results, a limit of its own.
   */
  record Refusal(int code, String message) implements Reply {}
}
