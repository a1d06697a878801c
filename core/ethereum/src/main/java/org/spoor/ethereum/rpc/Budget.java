package org.spoor.ethereum.rpc;

import java.util.OptionalLong;
import org.spoor.model.SpoorException;

/** How many calls a run may make in all, over all its endpoints. */
public final class Budget {

  private final OptionalLong maxCalls;
  private long spent;

  private Budget(OptionalLong maxCalls) {
    this.maxCalls = maxCalls;
  }

  /**
   * @param maxCalls without end if absent
   */
  public static Budget of(OptionalLong maxCalls) {
    return new Budget(maxCalls);
  }

  /**
   * Takes the calls out of what is left, all or none of them.
   *
   * @throws SpoorException UNAVAILABLE if fewer are left
   */
  synchronized void spend(int calls) {
    if (maxCalls.isPresent() && spent + calls > maxCalls.getAsLong()) {
      throw SpoorException.unavailable(
          "call budget of %d used up: %d made, %d more wanted"
              .formatted(maxCalls.getAsLong(), spent, calls));
    }
    spent += calls;
  }
}
