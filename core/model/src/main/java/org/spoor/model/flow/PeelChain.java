package org.spoor.model.flow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * Transactions one behind the other, each of which peels one amount off a remainder that never
 * grows (definitions, section 9). Which output is the remainder is a vote, so the chain is a
 * heuristic.
 *
 * @param hops three or more, in order
 * @param stoppedBy the transaction that spends the last remainder, if it was seen
 */
public record PeelChain(List<Hop> hops, Stop stop, Optional<TxId> stoppedBy) {

  /** Fewer are chance. */
  public static final int LEAST_HOPS = 3;

  /** Why a chain is not walked further. */
  public enum Stop {
    /** Which of two outputs is the remainder cannot be told. */
    AMBIGUOUS,
    /** The remainder is spent with outputs of others, or grew. */
    MERGE,
    /** The remainder came to a custodian. */
    SERVICE,
    COINJOIN,
    UNSPENT,
    /** The remainder is spent to one output, or to more than two. */
    OTHER_SHAPE,
    /** What became of the remainder was not looked up: a limit of the run, or a gap in the data. */
    NOT_FOLLOWED
  }

  /**
   * One transaction of the chain.
   *
   * @param peeled the output that leaves the chain
   * @param to its owner
   * @param amount its value
   * @param remainder the output by which the chain goes on
   * @param remaining its value
   * @param votes for either output; those for the remainder prevail
   */
  public record Hop(
      TxId tx,
      Instant time,
      OutPoint peeled,
      Party to,
      Amount amount,
      OutPoint remainder,
      Amount remaining,
      List<ChangeVote> votes) {

    public Hop {
      votes = List.copyOf(votes);
    }
  }

  public PeelChain {
    hops = List.copyOf(hops);
    if (hops.size() < LEAST_HOPS) {
      throw new IllegalArgumentException("a peel chain of " + hops.size() + " hops");
    }
  }

  /** All that was peeled off. */
  public Amount peeled() {
    return hops.stream().map(Hop::amount).reduce(Amount.ZERO, Amount::plus);
  }
}
