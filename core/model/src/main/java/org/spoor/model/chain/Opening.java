package org.spoor.model.chain;

import org.spoor.model.value.Amount;

/**
 * What an address held of an asset just before a position, and what it had spent by then without
 * having been seen to have it.
 */
public sealed interface Opening {

  /** What was held. */
  Amount amount();

  /** What was spent before beyond what was seen to arrive: a gap in the records, never tainted. */
  Amount unexplained();

  record Known(Amount amount, Amount unexplained) implements Opening {

    public Known(Amount amount) {
      this(amount, Amount.ZERO);
    }
  }

  /**
   * The source cannot tell what was held before its first record.
   *
   * @param amount what its records alone account for; taking it for the whole over-taints
   */
  record Assumed(Amount amount, Amount unexplained) implements Opening {

    public Assumed(Amount amount) {
      this(amount, Amount.ZERO);
    }
  }
}
