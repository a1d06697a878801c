package org.spoor.bitcoin.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.bitcoin.parse.BareTransaction;
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
   * Those of the transactions that the server has, in a block or not: their bytes say what they
   * are. Asked for those that others spend, of which nothing else is wanted.
   */
  default Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    Map<TxId, BareTransaction> bare = new HashMap<>();
    transactions(ids).forEach((id, confirmed) -> bare.put(id, confirmed.transaction()));
    return bare;
  }

  /** How it finds out what became of outputs. */
  default Search search() {
    return Search.LOOKUP;
  }

  /**
   * What became of outputs; of each an answer.
   *
   * @param outputs of transactions in blocks up to the tip, whoever has given these
   */
  Map<OutPoint, Fate> fates(Set<OutPoint> outputs);

  /** A whole block in its order, the coinbase first, if the server gives whole blocks. */
  Optional<List<Confirmed>> block(long height);

  /** Says that its word on these cannot be, for it contradicts itself: what was kept is dropped. */
  default void doubt(Set<TxId> ids) {}

  /** The same of a whole block. */
  default void doubt(long height) {}
}
