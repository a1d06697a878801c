package org.spoor.engine.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.spoor.engine.taint.Lots;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/** The followed outputs of a UTXO chain that the run has not seen spent yet. */
final class Unspent {

  /** A followed output. */
  record Entry(Lots lots, Party owner, int hop, EndKind restsAs) {}

  private final Run run;
  private final Asset coin;
  private final Consumer<UtxoTransaction> spender;
  private final Map<OutPoint, Entry> entries = new LinkedHashMap<>();

  Unspent(Run run, Asset coin, Consumer<UtxoTransaction> spender) {
    this.run = run;
    this.coin = coin;
    this.spender = spender;
  }

  Optional<Entry> take(OutPoint output) {
    return Optional.ofNullable(entries.remove(output));
  }

  /** Why dirty value is not followed into an output, if it is not (definitions, section 5). */
  Optional<EndKind> refusal(Party owner, Lots lots, int hop, boolean stolen) {
    run.lookAlikes.meet(owner);
    StopRules stop = run.stop();
    if (owner instanceof Script script && script.isUnspendable()) {
      return Optional.of(EndKind.BURNED);
    }
    if (stop.stopAtServices()
        && owner instanceof Address address
        && run.attributions.custodian(address).isPresent()) {
      return Optional.of(EndKind.SERVICE);
    }
    if (!stolen && lots.dirty().compareTo(stop.minimumOf(coin)) < 0) {
      return Optional.of(EndKind.BELOW_THRESHOLD);
    }
    if (!stolen && stop.maxHops().isPresent() && hop > stop.maxHops().getAsInt()) {
      return Optional.of(EndKind.HOP_LIMIT);
    }
    return run.read() ? Optional.empty() : Optional.of(EndKind.BUDGET);
  }

  void end(EndKind kind, OutPoint output, Party owner, Lots lots) {
    if (kind == EndKind.BURNED) {
      run.books.end(kind, owner, Optional.of(output), coin, lots);
    } else {
      run.books.rest(kind, owner, Optional.of(output), coin, lots);
    }
  }

  /**
   * Takes outputs in and asks what became of them.
   *
   * @param outputs their indices and hops
   */
  void follow(UtxoTransaction transaction, SortedMap<Integer, Integer> outputs, List<Lots> parts) {
    if (run.reader.readsAhead() && outputs.size() > 1) {
      run.reader.expectSpends(
          outputs.keySet().stream().map(transaction::outPoint).toList(), transaction.position());
    }
    outputs.forEach((index, hop) -> follow(transaction, index, parts.get(index), hop));
  }

  private void follow(UtxoTransaction transaction, int index, Lots lots, int hop) {
    OutPoint output = transaction.outPoint(index);
    Party owner = transaction.outputs().get(index).owner();
    run.follows(hop);
    switch (run.reader.spend(output, transaction.position())) {
      case Spend.By(UtxoTransaction next) -> {
        if (next.position().compareTo(transaction.position()) <= 0) {
          throw SpoorException.malformedData(
              "transaction %s spends %s before it exists".formatted(next.id(), output));
        }
        entries.put(output, new Entry(lots, owner, hop, EndKind.TIME_LIMIT));
        spender.accept(next);
      }
      case Spend.None() -> entries.put(output, new Entry(lots, owner, hop, EndKind.HELD));
      case Spend.Unknown() -> entries.put(output, new Entry(lots, owner, hop, EndKind.DATA_GAP));
      case Spend.Overwritten() -> end(EndKind.BURNED, output, owner, lots);
    }
  }

  /**
   * Brings what was never spent to its end.
   *
   * @param early whether the run stopped at a time limit, so that known spends were not reached
   */
  void settle(boolean early) {
    entries.forEach((output, entry) -> {
      if (entry.restsAs() == EndKind.TIME_LIMIT && !early) {
        throw SpoorException.malformedData(
            "output %s is said to be spent by a transaction that does not spend it"
                .formatted(output));
      }
      end(entry.restsAs(), output, entry.owner(), entry.lots());
    });
    entries.clear();
  }
}
