package org.spoor.engine.taint;

/** A pool of which no withdrawal depends on the order in which value came in. */
interface UnorderedPool extends Pool {

  @Override
  default void deposit(Lots lots) {
    for (int i = 0; i < lots.size(); i++) {
      depositOldest(lots.amount(i), lots.origin(i));
    }
  }
}
