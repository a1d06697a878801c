package org.spoor.engine.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.engine.taint.Lots;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** Sees to it that what asserted conversions bring arrives at its time, and nothing is lost. */
final class Gains {

  private final Run run;
  private final List<Walk> walks;
  private final Map<Conversion, Instant> times = new LinkedHashMap<>();
  private final List<Conversion> outOfSight = new ArrayList<>();

  Gains(Run run, List<Walk> walks) {
    this.run = run;
    this.walks = walks;
  }

  /** Compares what is asserted with the ledger and sees to it that the gains arrive. */
  void schedule(Conversions conversions) {
    Legs legs = new Legs(run, conversions);
    for (Conversion conversion : conversions.all()) {
      run.reader
          .transaction(conversion.tx)
          .ifPresentOrElse(
              transaction -> {
                conversion.givenAt(end(transaction));
                legs.compareLoss(conversion, transaction);
              },
              () -> sayMissing(conversion));
      run.reader
          .transaction(conversion.gainTx())
          .ifPresentOrElse(
              transaction -> schedule(conversion, transaction, legs),
              () -> outOfSight.add(conversion));
    }
  }

  private void sayMissing(Conversion conversion) {
    run.gap(
        DataGap.Kind.TRANSACTION_MISSING,
        conversion.seller,
        Optional.of(conversion.lostAsset),
        "conversion in %s: the transaction, in which its seller gives, is not in the data"
            .formatted(conversion.tx));
  }

  /** Events without positions of their own may stand apart: the last one ends the transaction. */
  private static ChainPosition end(ChainTransaction transaction) {
    return switch (transaction) {
      case AccountTransaction account ->
          account.transfers().getLast().position().endOfTransaction();
      case UtxoTransaction utxo -> utxo.position().endOfTransaction();
    };
  }

  private void schedule(Conversion conversion, ChainTransaction transaction, Legs legs) {
    Asset asset = conversion.gains().keySet().iterator().next();
    legs.compareGain(conversion, asset, transaction);
    times.put(conversion, transaction.time());
    walks.stream()
        .filter(walk -> walk.chain == transaction.id().chain())
        .forEach(walk ->
            walk.schedule(
                new Walk.Arrival(
                    end(transaction),
                    transaction.time(),
                    conversion,
                    asset,
                    recorded(conversion, asset, transaction))));
  }

  /** How much of the gain the transaction shows as an inflow to its recipient. */
  private static Amount recorded(Conversion conversion, Asset asset, ChainTransaction transaction) {
    return switch (transaction) {
      case UtxoTransaction utxo -> Amount.ZERO;
      case AccountTransaction account ->
          account.transfers().stream()
              .filter(t -> t.to().equals(conversion.recipient) && t.asset().equals(asset))
              .map(Transfer::amount)
              .reduce(Amount.ZERO, Amount::plus)
              .min(conversion.gains().getOrDefault(asset, Amount.ZERO));
    };
  }

  /** Brings gains that did not arrive anywhere to their end. */
  void settle() {
    outOfSight.forEach(conversion ->
        settle(
            conversion, EndKind.DATA_GAP, DataGap.Kind.TRANSACTION_MISSING, "is not in the data"));
    times.forEach((conversion, time) -> {
      if (run.stop().until().filter(time::isAfter).isPresent()) {
        settle(
            conversion,
            EndKind.TIME_LIMIT,
            DataGap.Kind.NOT_DECODED,
            "is after the last time followed");
      } else {
        settle(
            conversion,
            EndKind.DATA_GAP,
            DataGap.Kind.NOT_DECODED,
            conversion.hasArrived()
                ? "is over before all that is given for it"
                : "does not show it as stated");
      }
    });
  }

  private void settle(Conversion conversion, EndKind kind, DataGap.Kind gap, String why) {
    Asset asset = conversion.gains().keySet().iterator().next();
    Lots lots = conversion.unarrived(asset);
    if (lots.dirty().isZero()) {
      return;
    }
    run.books.convertIn(asset, lots);
    run.books.rest(kind, conversion.recipient, Optional.empty(), asset, lots);
    run.gap(
        gap,
        "conversion in %s: transaction %s, in which it is gained, %s"
            .formatted(conversion.tx, conversion.gainTx(), why));
  }
}
