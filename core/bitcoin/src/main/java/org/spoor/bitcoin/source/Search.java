package org.spoor.bitcoin.source;

/** How a server finds out what became of outputs, and with that how it is best asked. */
public enum Search {
  /** It looks each of them up: it is asked for some at once, as soon as they may be wanted. */
  LOOKUP,
  /**
   * It passes through the chain once for all that it is asked together: it is asked for all that
   * may be wanted, once nothing goes on without an answer.
   */
  PASS
}
