package org.spoor.app.sources;

import org.spoor.endpoint.Endpoint.KeyPlace;

/** What speaks at the other end, and with that how it is asked unless the user says otherwise. */
enum EndpointKind {
  /** JSON-RPC. */
  NODE(100, 10_000, KeyPlace.PATH),
  /** The free plan of Etherscan allows three calls. */
  EXPLORER(3, 3, KeyPlace.QUERY),
  /** Public servers bear ten calls without complaint. */
  ESPLORA(10, 10_000, KeyPlace.PATH),
  /** Their calls are smaller: one hop of a trace is some ten of them. */
  ELECTRUM(50, 10_000, KeyPlace.PATH);

  private final int callsPerSecond;
  private final int callsOnThisMachine;
  private final KeyPlace keyPlace;

  EndpointKind(int callsPerSecond, int callsOnThisMachine, KeyPlace keyPlace) {
    this.callsPerSecond = callsPerSecond;
    this.callsOnThisMachine = callsOnThisMachine;
    this.keyPlace = keyPlace;
  }

  int callsPerSecond(boolean isOnThisMachine) {
    return isOnThisMachine ? callsOnThisMachine : callsPerSecond;
  }

  KeyPlace keyPlace() {
    return keyPlace;
  }
}
