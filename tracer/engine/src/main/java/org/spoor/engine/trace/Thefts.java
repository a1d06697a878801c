package org.spoor.engine.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Outside;

/** Finds the theft sources of a request on the chains (definitions, section 3). */
final class Thefts {

  /** A stolen output. */
  record StolenOutput(UtxoTransaction transaction, int index, int origin) {}

  private final Run run;
  private final Map<Chain, List<Seeds.Stolen>> transfers = new EnumMap<>(Chain.class);
  private final Map<Chain, List<Seeds.Holding>> holdings = new EnumMap<>(Chain.class);
  private final List<StolenOutput> outputs = new ArrayList<>();

  Thefts(Run run) {
    this.run = run;
    for (Incident incident : run.request.incidents()) {
      for (TheftSource source : incident.theftSources()) {
        switch (source) {
          case StolenTransfer stolen -> find(stolen);
          case StolenHolding stolen -> find(stolen);
        }
      }
    }
  }

  Seeds on(Chain chain) {
    return new Seeds(
        transfers.getOrDefault(chain, List.of()), holdings.getOrDefault(chain, List.of()));
  }

  List<StolenOutput> outputs() {
    return outputs;
  }

  private void find(StolenHolding stolen) {
    if (stolen.chain().model() != LedgerModel.ACCOUNT) {
      throw SpoorException.invalidInput(
          "theft source %s: a holding is for account chains, %s is none"
              .formatted(stolen.origin(), stolen.chain()));
    }
    ChainPosition after = ChainPosition.endOf(stolen.block());
    Instant time = lastTime(stolen.address(), after);
    if (isLate(time)) {
      sayLate(stolen);
      return;
    }
    holdings
        .computeIfAbsent(stolen.chain(), key -> new ArrayList<>())
        .add(
            new Seeds.Holding(
                after,
                time,
                stolen.address(),
                stolen.asset(),
                run.origins.number(stolen.origin())));
  }

  /** When something last happened at the address; the beginning of time if nothing is known. */
  private Instant lastTime(Address address, ChainPosition upTo) {
    return run.reader.history(address).stream()
        .takeWhile(event -> event.position().compareTo(upTo) <= 0)
        .map(Transfer::time)
        .max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
  }

  private boolean isLate(Instant time) {
    return run.stop().until().filter(time::isAfter).isPresent();
  }

  private void sayLate(TheftSource source) {
    run.gap(
        DataGap.Kind.NOT_REACHED,
        "theft source %s lies after the last time followed: not traced".formatted(source.origin()));
  }

  private void find(StolenTransfer stolen) {
    Optional<ChainTransaction> transaction = run.reader.transaction(stolen.tx());
    if (transaction.isEmpty()) {
      seedAsStated(stolen);
      return;
    }
    if (isLate(transaction.get().time())) {
      sayLate(stolen);
      return;
    }
    Amount found =
        switch (transaction.get()) {
          case AccountTransaction account -> find(stolen, account);
          case UtxoTransaction utxo -> find(stolen, utxo);
        };
    if (found.isZero()) {
      throw SpoorException.malformedData(
          "theft source %s: transaction %s moves nothing of the kind that is named as stolen"
              .formatted(stolen.origin(), stolen.tx()));
    }
    stolen
        .amount()
        .filter(stated -> !stated.equals(found))
        .ifPresent(stated ->
            run.flag(
                stolen.to().isPresent() ? stolen.to().get() : Outside.UNKNOWN,
                "theft source %s: %s base units stated, %s on the ledger; the ledger's are traced"
                    .formatted(stolen.origin(), stated, found)));
  }

  private Amount find(StolenTransfer stolen, AccountTransaction transaction) {
    Amount found = Amount.ZERO;
    int origin = run.origins.number(stolen.origin());
    for (Transfer transfer : transaction.transfers()) {
      if (names(stolen, transfer)) {
        transfers
            .computeIfAbsent(stolen.chain(), key -> new ArrayList<>())
            .add(new Seeds.Stolen(transfer, origin));
        run.lookAlikes.meet(transfer.from());
        found = found.plus(transfer.amount());
      }
    }
    return found;
  }

  private boolean names(StolenTransfer stolen, Transfer transfer) {
    return transfer.to() instanceof Address to
        && stolen.to().map(to::equals).orElse(true)
        && stolen.asset().map(transfer.asset()::equals).orElse(true)
        && (stolen.index().isEmpty() || stolen.index().getAsInt() == transfer.position().event())
        && !transfer.amount().isZero()
        && run.screen.accepts(transfer);
  }

  private Amount find(StolenTransfer stolen, UtxoTransaction transaction) {
    int origin = run.origins.number(stolen.origin());
    List<StolenOutput> found =
        IntStream.range(0, transaction.outputs().size())
            .filter(j -> names(stolen, transaction.outputs().get(j), j))
            .mapToObj(j -> new StolenOutput(transaction, j, origin))
            .toList();
    transaction.inputs().forEach(input -> run.lookAlikes.meet(input.owner()));
    outputs.addAll(found);
    return found.stream()
        .map(output -> transaction.outputs().get(output.index()).value())
        .reduce(Amount.ZERO, Amount::plus);
  }

  private static boolean names(StolenTransfer stolen, UtxoTransaction.Output output, int index) {
    return stolen.to().map(to -> output.owner().equals(to)).orElse(true)
        && (stolen.index().isEmpty() || stolen.index().getAsInt() == index);
  }

  /** The theft itself is not in the data: what its sources state is all that can be said. */
  private void seedAsStated(StolenTransfer stolen) {
    Optional<Asset> asset =
        stolen
            .asset()
            .or(() ->
                stolen.chain().model() == LedgerModel.UTXO
                    ? Optional.of(new Coin(stolen.chain()))
                    : Optional.empty());
    boolean complete = stolen.amount().isPresent() && stolen.to().isPresent() && asset.isPresent();
    run.gap(
        DataGap.Kind.TRANSACTION_MISSING,
        "theft source %s: transaction %s is not in the data; %s"
            .formatted(
                stolen.origin(),
                stolen.tx(),
                complete ? "its amount is as stated, not checked" : "nothing of it is traced"));
    if (complete) {
      Lots lots = Lots.of(stolen.amount().get(), Origins.CLEAN);
      run.steal(lots, List.of(run.origins.number(stolen.origin())), asset.get());
      run.books.rest(EndKind.DATA_GAP, stolen.to().get(), Optional.empty(), asset.get(), lots);
    }
  }
}
