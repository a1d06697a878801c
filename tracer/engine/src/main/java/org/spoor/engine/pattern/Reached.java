package org.spoor.engine.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.Patterns;
import org.spoor.model.value.OutPoint;

/** The transactions of one UTXO chain that a run has reached, in order. */
public final class Reached {

  /**
   * A transaction.
   *
   * @param mix whether it is a CoinJoin
   * @param oneOwner whether it has one input, or inputs known to be of one cluster before
   * @param peel whether it can be a hop of a peel chain: it spends dirty value of one owner to two
   *     outputs
   */
  record Step(UtxoTransaction transaction, boolean mix, boolean oneOwner, boolean peel) {}

  private final List<Step> steps = new ArrayList<>();
  private final List<CoinJoin> coinJoins = new ArrayList<>();
  private final Clusters clusters = new Clusters();

  /**
   * Takes the next transaction, which is no CoinJoin.
   *
   * @param dirty whether it spends followed outputs
   */
  public void add(UtxoTransaction transaction, boolean dirty) {
    boolean oneOwner = clusters.add(transaction) && !transaction.isCoinbase();
    boolean peel = dirty && oneOwner && ChangeVotes.spendable(transaction).size() == 2;
    steps.add(new Step(transaction, false, oneOwner, peel));
  }

  /**
   * Takes the next transaction, a CoinJoin.
   *
   * @param entered the dirty outputs that it spends; where there are none, it is not told of
   * @param followed whether the trail goes on over its candidates
   */
  public void add(
      UtxoTransaction transaction, Verdict.Mix mix, List<OutPoint> entered, boolean followed) {
    steps.add(new Step(transaction, true, false, false));
    if (!entered.isEmpty()) {
      EqualOutputs equal = EqualOutputs.of(transaction);
      coinJoins.add(
          new CoinJoin(
              transaction.id(),
              transaction.time(),
              mix.scheme(),
              mix.confidence(),
              mix.reasons(),
              equal.groups(),
              equal.alone(),
              entered,
              followed));
    }
  }

  /**
   * What they show together.
   *
   * @param joinChange whether clusters are joined by change too
   */
  public Patterns patterns(PeelChains.Fates fates, boolean joinChange) {
    Map<OutPoint, Step> spenders = spenders();
    if (joinChange) {
      new ReachedChange(steps, spenders, fates)
          .forEach(step -> !step.mix(), (transaction, votes) -> join(transaction, votes, fates));
    }
    return new Patterns(
        coinJoins, clusters.clusters(), new PeelChains(steps, spenders, fates).chains());
  }

  /** What a custodian receives is no change of whoever pays it. */
  private void join(UtxoTransaction transaction, List<ChangeVote> votes, PeelChains.Fates fates) {
    OptionalInt change = ChangeVotes.winner(votes);
    if (change.isPresent()
        && fates.of(transaction.outPoint(change.getAsInt())) != PeelChains.Fate.SERVICE) {
      clusters.addChange(transaction, change.getAsInt(), votes);
    }
  }

  private Map<OutPoint, Step> spenders() {
    Map<OutPoint, Step> spenders = new HashMap<>();
    for (Step step : steps) {
      step.transaction().inputs().forEach(input -> spenders.put(input.spent(), step));
    }
    return spenders;
  }
}
