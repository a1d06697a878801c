package org.spoor.engine.taint;

import org.spoor.model.value.Amount;

/**
 * The value of one asset held in one place. Lots are moved in and out of it, never made: after
 * every call the balance has changed by exactly what was moved.
 */
public interface Pool {

  /** All that it holds. */
  Amount balance();

  /** Whether {@link #balance} is at least {@code amount}. */
  default boolean covers(Amount amount) {
    return balance().compareTo(amount) >= 0;
  }

  /** What of {@link #balance} is dirty. */
  Amount dirty();

  /** Takes lots in, behind what it holds, in their order. The given lots are left as they are. */
  void deposit(Lots lots);

  /** Takes in value that must have been there before everything else. */
  void depositOldest(Amount amount, int origin);

  /** Moves {@code amount}, at most {@link #balance}, into {@code out}, as the policy decides. */
  void withdraw(Amount amount, Lots out);

  /** Adds all that it holds to {@code out} and keeps it. */
  void copyTo(Lots out);
}
