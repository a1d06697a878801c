package org.spoor.model.chain;

import java.time.Instant;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;

/** One transaction of a chain, as far as it moves value. */
public sealed interface ChainTransaction permits AccountTransaction, UtxoTransaction {

  TxId id();

  /** Of its first event. */
  ChainPosition position();

  Instant time();
}
