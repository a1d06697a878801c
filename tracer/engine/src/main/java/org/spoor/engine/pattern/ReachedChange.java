package org.spoor.engine.pattern;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.spoor.engine.pattern.PeelChains.Fate;
import org.spoor.engine.pattern.PeelChains.Fates;
import org.spoor.engine.pattern.Reached.Step;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;

/** The votes on the change of the transactions that a run has reached. */
final class ReachedChange {

  private final List<Step> steps;
  private final Map<OutPoint, Step> spenders;
  private final Fates fates;

  ReachedChange(List<Step> steps, Map<OutPoint, Step> spenders, Fates fates) {
    this.steps = steps;
    this.spenders = spenders;
    this.fates = fates;
  }

  /** Tells the votes on each of the wanted transactions, in order. */
  void forEach(Predicate<Step> wanted, BiConsumer<UtxoTransaction, List<ChangeVote>> taker) {
    Set<Party> known = new HashSet<>();
    for (Step step : steps) {
      UtxoTransaction transaction = step.transaction();
      transaction.inputs().forEach(input -> known.add(input.owner()));
      if (wanted.test(step)) {
        taker.accept(transaction, ChangeVotes.of(transaction, known::contains, spentAlike(step)));
      }
      transaction.outputs().forEach(output -> known.add(output.owner()));
    }
  }

  /** Of what is no hop of a peel chain, it is not said that another transaction is alike. */
  private OptionalInt spentAlike(Step step) {
    if (!step.peel()) {
      return OptionalInt.empty();
    }
    UtxoTransaction transaction = step.transaction();
    List<Integer> outputs = ChangeVotes.spendable(transaction);
    List<Integer> alike =
        outputs.stream().filter(i -> isSpentAlike(transaction.outPoint(i))).toList();
    boolean known = outputs.stream().allMatch(i -> isFateKnown(transaction.outPoint(i)));
    return alike.size() == 1 && known ? OptionalInt.of(alike.getFirst()) : OptionalInt.empty();
  }

  private boolean isSpentAlike(OutPoint output) {
    Step spender = spenders.get(output);
    return spender != null && spender.peel();
  }

  private boolean isFateKnown(OutPoint output) {
    return spenders.containsKey(output) || fates.of(output) != Fate.NOT_KNOWN;
  }
}
