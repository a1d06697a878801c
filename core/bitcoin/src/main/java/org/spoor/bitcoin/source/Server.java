package org.spoor.bitcoin.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Port: a server that knows Bitcoin's chain. Everything is asked in groups, so that a group costs
 * as few round trips as the server allows. Answers rest on blocks up to {@link #tip} alone.
 *
 * <p>Several threads ask it at once.
 *
 * <p>One out of reach answers with a {@link org.spoor.model.SpoorException} of kind UNAVAILABLE,
 * one that contradicts itself or its own bytes with MALFORMED_DATA, both naming server and
 * question.
 */
public interface Server {

  /** How messages and results call it. */
  String name();

  /** The last block that counts: one with enough blocks behind it, the same for the whole run. */
  Tip tip();

  /** Those of the transactions that are in a block up to the tip. */
  Map<TxId, Confirmed> transactions(Set<TxId> ids);

  /**
   * What became of outputs; of each an answer.
   *
   * @param outputs of transactions that {@link #transactions} has given
   */
  Map<OutPoint, Fate> fates(Set<OutPoint> outputs);

  /** A whole block in its order, the coinbase first, if the server gives whole blocks. */
  Optional<List<Confirmed>> block(long height);
}
