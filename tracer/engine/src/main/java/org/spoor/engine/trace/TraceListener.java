package org.spoor.engine.trace;

/** Hears how far a run is. */
@FunctionalInterface
public interface TraceListener {

  /** Hears nothing. */
  TraceListener NONE = progress -> {};

  /**
   * A run's state.
   *
   * @param places addresses and outputs followed so far
   * @param events processed so far
   * @param depth the greatest hop reached
   * @param ends trails that have ended so far
   */
  record Progress(long places, long events, int depth, long ends) {}

  void at(Progress progress);
}
