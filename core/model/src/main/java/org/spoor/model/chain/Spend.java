package org.spoor.model.chain;

/** What a source knows of an output's later fate. */
public sealed interface Spend {

  /** A confirmed transaction spends it. */
  record By(UtxoTransaction transaction) implements Spend {}

  /** Nothing has spent it up to the source's head. */
  record None() implements Spend {}

  /** A later coinbase of the same id replaced it (2010, BIP 30): nobody can spend it any more. */
  record Overwritten() implements Spend {}

  /** The source holds no complete history of it. */
  record Unknown() implements Spend {}
}
