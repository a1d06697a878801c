package org.spoor.endpoint;

import java.util.List;

/** Port: one endpoint that answers JSON-RPC calls. May be asked from several threads. */
public interface Node {

  /** How the endpoint is called in messages and results: never with a key in it. */
  String name();

  /**
   * Asks all of them in as few round trips as it can.
   *
   * @return a reply for each call, in the order of the calls
   * @throws org.spoor.model.SpoorException UNAVAILABLE, naming endpoint and call, if it cannot be
   *     asked or stays out of reach; MALFORMED_DATA if what it sends is no answer
   */
  List<Reply> ask(List<Call> calls);

  /** How many calls of its own it makes with these, at most. */
  default int beside(List<Call> calls) {
    return 0;
  }

  /** Says that what was answered cannot be: whoever keeps answers keeps these no longer. */
  default void forget(List<Call> calls) {}
}
