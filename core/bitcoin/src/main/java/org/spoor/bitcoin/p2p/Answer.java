package org.spoor.bitcoin.p2p;

/** What came of asking a peer. */
sealed interface Answer<T> {

  record Given<T>(T value) implements Answer<T> {}

  /**
   * @param why in words
   * @param isFinal whether it makes no sense to ask the same peer again
   */
  record Failed<T>(String why, boolean isFinal) implements Answer<T> {}
}
