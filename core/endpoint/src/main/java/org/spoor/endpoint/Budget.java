package org.spoor.endpoint;

import java.util.OptionalLong;
import org.spoor.model.SpoorException;

/** How many calls a run may make in all, over all its endpoints. */
public final class Budget {

  /** Why a call was not made, as the cause of what is thrown. */
  private static final class Spent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Spent(String message) {
      super(message, null, false, false);
    }
  }

  private final OptionalLong maxCalls;
  private long spent;
  private boolean ended;

  private Budget(OptionalLong maxCalls) {
    this.maxCalls = maxCalls;
  }

  /**
   * @param maxCalls without end if absent
   */
  public static Budget of(OptionalLong maxCalls) {
    return new Budget(maxCalls);
  }

  /** Whether something failed because a budget was spent, and not because of an endpoint. */
  public static boolean isSpent(SpoorException failure) {
    return failure.getCause() instanceof Spent;
  }

  /** In words: {@code the budget of 100 calls was spent}. */
  @Override
  public String toString() {
    return maxCalls.isPresent()
        ? "the budget of %d call%s was spent"
            .formatted(maxCalls.getAsLong(), maxCalls.getAsLong() == 1 ? "" : "s")
        : "no budget";
  }

  /**
   * How many of the calls can still be made.
   *
   * @return from none to all of them
   */
  synchronized int fitting(int calls) {
    long left = ended ? 0 : maxCalls.orElse(Long.MAX_VALUE) - spent;
    return (int) Math.min(calls, left);
  }

  /**
   * Takes the calls out of what is left, all or none of them. Once they were not to be had, none
   * is, so that what can be told and what cannot does not change any more.
   *
   * @throws SpoorException UNAVAILABLE if fewer are left
   */
  synchronized void spend(int calls) {
    if (fitting(calls) < calls) {
      ended = true;
      String why = "%s: %d made, %d more wanted".formatted(this, spent, calls);
      throw SpoorException.unavailable(why, new Spent(why));
    }
    spent += calls;
  }
}
