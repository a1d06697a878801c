package org.spoor.engine.trace;

/** Reduces text to what a person takes it for (Unicode UTS #39, section 4: skeleton). */
@FunctionalInterface
public interface Confusables {

  /** Two texts that look alike have the same skeleton. */
  String skeleton(String text);
}
