package org.spoor.endpoint;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what an endpoint is asked, where it goes over the network: calls that are repeated count
 * again, calls that the cache answers do not.
 */
public final class Meter {

  private final Budget budget;
  private final AtomicReference<Usage> usage = new AtomicReference<>(Usage.NONE);

  private Meter(Budget budget) {
    this.budget = budget;
  }

  /**
   * @param budget shared with the meters of other endpoints
   */
  public static Meter of(Budget budget) {
    return new Meter(budget);
  }

  /**
   * One round trip is about to begin.
   *
   * @throws org.spoor.model.SpoorException UNAVAILABLE if the budget does not allow it
   */
  public void sending(int calls) {
    budget.spend(calls);
    add(new Usage(calls, 1, 0, 0));
  }

  /** How many of the calls the budget still allows. */
  public int fitting(int calls) {
    return budget.fitting(calls);
  }

  /**
   * @param bytes of an answer, unpacked
   */
  public void received(long bytes) {
    add(new Usage(0, 0, bytes, 0));
  }

  /** Calls were answered without the network. */
  public void remembered(int calls) {
    add(new Usage(0, 0, 0, calls));
  }

  public Usage usage() {
    return usage.get();
  }

  private void add(Usage more) {
    usage.updateAndGet(more::plus);
  }
}
