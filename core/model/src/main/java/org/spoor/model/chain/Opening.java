package org.spoor.model.chain;

import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/**
 * What an address held of an asset just before a position, and what it had spent by then without
 * having been seen to have it.
 */
public sealed interface Opening {

  /** What was held. */
  Amount amount();

  /** What was spent before beyond what was seen to arrive: a gap in the records, never tainted. */
  Amount unexplained();

  /**
   * What an address held just before a position, as its events make it of an earlier balance. Where
   * more is spent than was there, the missing part is taken to have come just before.
   *
   * @param first what it held before its first event, if that is known
   * @param history in order of position
   */
  static Opening before(
      ChainPosition position,
      Address address,
      Asset asset,
      Optional<Amount> first,
      List<Transfer> history) {
    Amount held = first.orElse(Amount.ZERO);
    Amount missing = Amount.ZERO;
    for (Transfer transfer : history) {
      if (transfer.position().compareTo(position) >= 0) {
        break;
      }
      if (transfer.asset().equals(asset)) {
        Amount amount = transfer.amount();
        if (transfer.from().equals(address)) {
          missing = missing.plus(amount.minusOrZero(held));
          held = held.minusOrZero(amount);
        }
        held = transfer.to().equals(address) ? held.plus(amount) : held;
      }
    }
    return first.isPresent() ? new Known(held, missing) : new Assumed(held, missing);
  }

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
