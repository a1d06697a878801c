package org.spoor.model.flow;

/**
 * One reason to take an output of a transaction for its change: a heuristic, never proof.
 *
 * @param output its index
 */
public record ChangeVote(Heuristic heuristic, int output, String reason) {

  /** What the vote rests on; docs/tracing-methods.md names the sources. */
  public enum Heuristic {
    /** It goes to an address that is spent from. */
    ADDRESS_REUSE,
    /** It alone has the form of address that all inputs have. */
    ADDRESS_FORM,
    /** It alone is no round amount. */
    ROUND_AMOUNT,
    /** It alone is worth less than every input: with more, an input would not have been needed. */
    OPTIMAL_CHANGE,
    /** Its address alone was never seen before. */
    FRESH_ADDRESS,
    /** It alone is spent by a transaction of the same shape. */
    SPENT_ALIKE
  }
}
