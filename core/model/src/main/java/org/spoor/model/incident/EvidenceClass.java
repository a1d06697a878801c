package org.spoor.model.incident;

/** How sure an edge is, surest first (definitions, section 6). */
public enum EvidenceClass {
  /** On the ledger. */
  FACT,
  /** Both sides of a bridge carry the same id. */
  PROTOCOL,
  /** Deterministic decoding, for example a swap's net positions. */
  DECODED,
  /** Named, with reasons. */
  HEURISTIC,
  /** One of a set. */
  CANDIDATE;

  public boolean atLeast(EvidenceClass other) {
    return compareTo(other) <= 0;
  }
}
