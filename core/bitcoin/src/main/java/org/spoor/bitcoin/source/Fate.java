package org.spoor.bitcoin.source;

import org.spoor.model.value.TxId;

/** What a server says of an output. */
public sealed interface Fate {

  /** A transaction in a block that is read spends it. */
  record Spent(TxId by) implements Fate {}

  /** Nothing up to the last block that is read spends it. */
  record Unspent() implements Fate {}

  /** A transaction spends it that is in no block that is read: it may still be replaced. */
  record Pending(TxId by) implements Fate {}

  /**
   * It is spent, and the server cannot tell by whom.
   *
   * @param why in words
   */
  record Gone(String why) implements Fate {}

  /**
   * The server cannot tell.
   *
   * @param why in words
   */
  record Unknown(String why) implements Fate {}
}
