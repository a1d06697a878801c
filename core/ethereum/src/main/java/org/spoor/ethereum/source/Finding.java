package org.spoor.ethereum.source;

import java.util.List;
import java.util.Set;
import org.spoor.model.value.TxId;

/**
 * The transactions that touch an address within a span.
 *
 * @param transactions that pay, call or credit it; every one that moves native value or tokens to
 *     or from it, unless {@code gaps} says otherwise
 * @param credits heights of blocks seen to credit it without a transaction: withdrawals, rewards,
 *     fees
 * @param gaps what could not be seen, in words; empty if nothing was missed
 * @param tooBusy whether the search was given up because there are more than the finder's limit;
 *     then nothing of what was seen is kept
 * @param isLasting whether the gaps will be there again if it is looked for again
 */
public record Finding(
    Set<TxId> transactions,
    Set<Long> credits,
    List<String> gaps,
    boolean tooBusy,
    boolean isLasting) {

  static final Finding TOO_BUSY = new Finding(Set.of(), Set.of(), List.of(), true);

  public Finding {
    transactions = Set.copyOf(transactions);
    credits = Set.copyOf(credits);
    gaps = List.copyOf(gaps);
  }

  /** One that is lasting. */
  public Finding(Set<TxId> transactions, Set<Long> credits, List<String> gaps, boolean tooBusy) {
    this(transactions, credits, gaps, tooBusy, true);
  }

  /** Where no block credits the address. */
  public Finding(Set<TxId> transactions, List<String> gaps, boolean tooBusy) {
    this(transactions, Set.of(), gaps, tooBusy);
  }
}
