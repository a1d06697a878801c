package org.spoor.engine.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.spoor.engine.pattern.Reached.Step;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.flow.PeelChain.Stop;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Walks peel chains over the transactions that a run has reached (definitions, section 9). Each is
 * visited once: a remainder is spent only once, and a hop belongs to one chain.
 */
public final class PeelChains {

  /** What became of an output that the run has not seen spent. */
  public enum Fate {
    UNSPENT,
    SERVICE,
    NOT_KNOWN
  }

  /** Tells what became of outputs. */
  @FunctionalInterface
  public interface Fates {
    Fate of(OutPoint output);
  }

  private final List<Step> steps;
  private final Map<OutPoint, Step> spenders;
  private final Fates fates;
  private final Map<TxId, Hop> hops = new HashMap<>();
  private final Set<TxId> taken = new HashSet<>();

  PeelChains(List<Step> steps, Map<OutPoint, Step> spenders, Fates fates) {
    this.steps = steps;
    this.spenders = spenders;
    this.fates = fates;
  }

  List<PeelChain> chains() {
    readHops();
    List<PeelChain> chains = new ArrayList<>();
    for (Step step : steps) {
      Hop first = hops.get(step.transaction().id());
      if (first != null && !taken.contains(first.tx())) {
        walk(first).ifPresent(chains::add);
      }
    }
    return chains;
  }

  /** Every transaction of the shape in which the votes tell the remainder. */
  private void readHops() {
    new ReachedChange(steps, spenders, fates)
        .forEach(
            Step::peel,
            (transaction, votes) ->
                hop(transaction, votes).ifPresent(hop -> hops.put(transaction.id(), hop)));
  }

  private static Optional<Hop> hop(UtxoTransaction transaction, List<ChangeVote> votes) {
    OptionalInt winner = ChangeVotes.winner(votes);
    if (winner.isEmpty()) {
      return Optional.empty();
    }
    int remainder = winner.getAsInt();
    int peeled =
        ChangeVotes.spendable(transaction).stream()
            .filter(index -> index != remainder)
            .findFirst()
            .orElseThrow();
    return Optional.of(
        new Hop(
            transaction.id(),
            transaction.time(),
            transaction.outPoint(peeled),
            transaction.outputs().get(peeled).owner(),
            transaction.outputs().get(peeled).value(),
            transaction.outPoint(remainder),
            transaction.outputs().get(remainder).value(),
            votes));
  }

  private Optional<PeelChain> walk(Hop first) {
    List<Hop> chain = new ArrayList<>();
    Hop at = first;
    Optional<Hop> next = Optional.of(first);
    while (next.isPresent()) {
      at = next.get();
      chain.add(at);
      taken.add(at.tx());
      next = next(at);
    }
    return chain.size() < PeelChain.LEAST_HOPS
        ? Optional.empty()
        : Optional.of(new PeelChain(chain, stop(at), stoppedBy(at)));
  }

  private Optional<Hop> next(Hop at) {
    Step spender = spenders.get(at.remainder());
    return spender == null || fates.of(at.remainder()) == Fate.SERVICE
        ? Optional.empty()
        : Optional.ofNullable(hops.get(spender.transaction().id()))
            .filter(hop -> !taken.contains(hop.tx()))
            .filter(hop -> hop.remaining().compareTo(at.remaining()) <= 0);
  }

  private Optional<TxId> stoppedBy(Hop last) {
    return Optional.ofNullable(spenders.get(last.remainder())).map(step -> step.transaction().id());
  }

  private Stop stop(Hop last) {
    Step spender = spenders.get(last.remainder());
    Fate fate = fates.of(last.remainder());
    if (fate == Fate.SERVICE) {
      return Stop.SERVICE;
    }
    if (spender == null) {
      return fate == Fate.UNSPENT ? Stop.UNSPENT : Stop.NOT_FOLLOWED;
    }
    if (spender.mix()) {
      return Stop.COINJOIN;
    }
    if (!spender.oneOwner() || hops.containsKey(spender.transaction().id())) {
      return Stop.MERGE;
    }
    return spender.peel() ? Stop.AMBIGUOUS : Stop.OTHER_SHAPE;
  }
}
