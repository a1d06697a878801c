package org.spoor.engine.trace;

import java.util.List;
import java.util.Optional;
import org.spoor.engine.pattern.CoinJoins;
import org.spoor.engine.pattern.Reached;
import org.spoor.engine.pattern.Verdict;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Asset;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;

/**
 * The CoinJoins that a walk meets, and all else that it reaches, for the patterns of the result.
 */
final class Mixes {

  private final Run run;
  private final Asset coin;
  private final CoinJoins coinJoins;
  private final Reached reached = new Reached();
  private Verdict last = Verdict.PLAIN;

  Mixes(Run run, Asset coin) {
    this.run = run;
    this.coin = coin;
    this.coinJoins = new CoinJoins(run.attributions);
    run.reached.add(reached);
  }

  /** The verdict on the next transaction that the walk spends, if it is a CoinJoin. */
  Optional<Verdict.Mix> of(UtxoTransaction transaction) {
    last = coinJoins.of(transaction);
    return last instanceof Verdict.Mix mix ? Optional.of(mix) : Optional.empty();
  }

  /** Ends the trail of an output that a CoinJoin spends. */
  void end(OutPoint output, Unspent.Entry entry) {
    run.books.end(EndKind.COINJOIN, entry.owner(), Optional.of(output), coin, entry.lots());
  }

  /** Notes the transaction, and which dirty outputs it spends. */
  void met(UtxoTransaction transaction, Optional<Verdict.Mix> mix, List<OutPoint> dirty) {
    mix.ifPresentOrElse(
        verdict -> reached.add(transaction, verdict, dirty, run.request.throughCoinJoins()),
        () -> reached.add(transaction, !dirty.isEmpty()));
    if (!dirty.isEmpty()) {
      mark(transaction, transaction.inputs().getFirst().owner());
    }
  }

  /** What is followed although it has to do with CoinJoins is marked. */
  private void mark(UtxoTransaction transaction, Party from) {
    switch (last) {
      case Verdict.Premix(List<String> reasons) ->
          run.flag(
              from,
              "transaction %s prepares for CoinJoins (Whirlpool Tx0): %s"
                  .formatted(transaction.id(), String.join("; ", reasons)));
      case Verdict.Vetoed(var scheme, Verdict.Veto veto, List<String> reasons)
          when veto == Verdict.Veto.EXCHANGE ->
          run.flag(
              from,
              "transaction %s has the shape of a CoinJoin (%s) and is followed: %s"
                  .formatted(transaction.id(), scheme.title(), reasons.getLast()));
      case Verdict.Vetoed _, Verdict.Mix _, Verdict.Undecided _, Verdict.Plain _ -> {}
    }
  }
}
