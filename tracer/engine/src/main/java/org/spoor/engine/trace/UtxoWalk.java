package org.spoor.engine.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.spoor.engine.pattern.Verdict;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/** Follows value over a UTXO chain: from each dirty output to the transaction that spends it. */
final class UtxoWalk extends Walk {

  /** Outputs of a transaction that waits, whose fates are asked for before its turn comes. */
  private static final int MOST_EXPECTED = 50;

  private final Asset coin;
  private final Conversions conversions;
  private final Unspent unspent;
  private final Coinbases coinbases;
  private final Mixes mixes;
  private final Map<OutPoint, List<Integer>> stolen = new HashMap<>();
  private final NavigableMap<ChainPosition, UtxoTransaction> queue = new TreeMap<>();
  private boolean late;

  UtxoWalk(Run run, Chain chain, Conversions conversions) {
    super(run, chain);
    this.coin = new Coin(chain);
    this.conversions = conversions;
    this.unspent = new Unspent(run, coin, this::spentBy);
    this.coinbases = new Coinbases(run, chain);
    this.mixes = new Mixes(run, coin);
  }

  /** Names an output as stolen. */
  void steal(UtxoTransaction transaction, int output, int origin) {
    stolen.computeIfAbsent(transaction.outPoint(output), key -> new ArrayList<>()).add(origin);
    spentBy(transaction);
  }

  @Override
  void schedule(Arrival arrival) {
    run.reader.transaction(arrival.conversion().gainTx()).stream()
        .filter(UtxoTransaction.class::isInstance)
        .map(UtxoTransaction.class::cast)
        .forEach(this::spentBy);
  }

  private void spentBy(UtxoTransaction transaction) {
    boolean isNew = queue.put(transaction.position(), transaction) == null;
    if (isNew && run.reader.readsAhead()) {
      int outputs = Math.min(transaction.outputs().size(), MOST_EXPECTED);
      run.reader.expectSpends(
          IntStream.range(0, outputs).mapToObj(transaction::outPoint).toList(),
          transaction.position());
    }
  }

  @Override
  boolean hasNext() {
    return !late && (!queue.isEmpty() || coinbases.hasNext());
  }

  private boolean isCoinbaseNext() {
    return coinbases.hasNext()
        && (queue.isEmpty() || coinbases.nextHeight() < queue.firstKey().height());
  }

  @Override
  ChainPosition nextPosition() {
    return isCoinbaseNext() ? ChainPosition.endOf(coinbases.nextHeight()) : queue.firstKey();
  }

  @Override
  Instant nextTime() {
    return isCoinbaseNext() ? coinbases.nextTime() : queue.firstEntry().getValue().time();
  }

  @Override
  List<Conversion> nextGains() {
    return hasNext() && !isCoinbaseNext()
        ? conversions.gainedIn(queue.firstEntry().getValue().id())
        : List.of();
  }

  @Override
  void step() {
    Instant time = nextTime();
    if (run.stop().until().isPresent() && time.isAfter(run.stop().until().get())) {
      late = true;
      return;
    }
    run.sawEvent();
    if (isCoinbaseNext()) {
      Coinbases.Claim claim = coinbases.next();
      Spending spending = new Spending(claim.transaction(), claim.hop());
      spending.inputs.addNewest(claim.inputs());
      divide(spending, claim.inputs().total().minus(claim.transaction().outputValue()), true);
    } else {
      spend(queue.pollFirstEntry().getValue());
    }
  }

  private void spend(UtxoTransaction transaction) {
    if (transaction.isCoinbase() && coinbases.follow(transaction)) {
      return;
    }
    Spending spending = new Spending(transaction, -1);
    if (transaction.isCoinbase()) {
      spending.inputs.addNewest(transaction.outputValue(), Origins.CLEAN);
    }
    Optional<Verdict.Mix> mix = mixes.of(transaction);
    if (mix.isPresent() && !run.request.throughCoinJoins()) {
      mixes.met(transaction, mix, endIn(transaction, spending));
    } else {
      spending.guessed = mix.isPresent();
      transaction.inputs().forEach(input -> spending.add(input, take(input, transaction)));
      mixes.met(transaction, mix, spending.dirtyInputs);
    }
    divide(spending, transaction.fee(), false);
  }

  /** Ends the trails that come to a CoinJoin; clean value goes in for them. */
  private List<OutPoint> endIn(UtxoTransaction mix, Spending spending) {
    List<OutPoint> entered = new ArrayList<>();
    for (Input input : mix.inputs()) {
      take(input, mix)
          .ifPresent(entry -> {
            entered.add(input.spent());
            mixes.end(input.spent(), entry);
          });
      spending.inputs.addNewest(input.value(), Origins.CLEAN);
    }
    return entered;
  }

  private Optional<Unspent.Entry> take(Input input, UtxoTransaction transaction) {
    Optional<Unspent.Entry> entry = unspent.take(input.spent());
    if (entry.isPresent() && !entry.get().lots().total().equals(input.value())) {
      throw SpoorException.malformedData(
          "transaction %s: input %s is worth %s, but was created with %s"
              .formatted(
                  transaction.id(), input.spent(), input.value(), entry.get().lots().total()));
    }
    return entry;
  }

  private void divide(Spending spending, Amount fee, boolean coinbase) {
    UtxoTransaction transaction = spending.transaction;
    List<Amount> values =
        transaction.outputs().stream().map(UtxoTransaction.Output::value).toList();
    List<Lots> parts = run.policy().split(spending.inputs, values, fee, run.origins);
    Amount before = spending.inputs.dirty();
    Amount after = parts.stream().map(Lots::dirty).reduce(Amount.ZERO, Amount::plus);
    run.check(before, after, "transaction " + transaction.id(), transaction.position());
    SortedMap<Integer, Integer> followed = new TreeMap<>();
    for (int j = 0; j < values.size(); j++) {
      int output = j;
      settleOutput(spending, j, parts.get(j)).ifPresent(hop -> followed.put(output, hop));
    }
    unspent.follow(transaction, followed, parts);
    settleFee(spending, parts.getLast(), coinbase);
  }

  /** The hop of an output whose lots are dirty and free to be followed. */
  private OptionalInt settleOutput(Spending spending, int index, Lots lots) {
    UtxoTransaction transaction = spending.transaction;
    OutPoint output = transaction.outPoint(index);
    Optional<Conversion> gain = arrive(output, lots, transaction);
    List<Integer> thefts = stolen.getOrDefault(output, List.of());
    run.steal(lots, thefts.stream().sorted().toList(), coin);
    if (lots.dirty().isZero()) {
      return OptionalInt.empty();
    }
    run.edges.add(edge(spending, index, lots, gain));
    int hop = thefts.isEmpty() ? gain.map(Conversion::gainHop).orElse(spending.hop + 1) : 0;
    return isSold(spending, index, lots)
            || isStopped(transaction, index, lots, hop, !thefts.isEmpty())
        ? OptionalInt.empty()
        : OptionalInt.of(hop);
  }

  private FlowEdge edge(Spending spending, int index, Lots lots, Optional<Conversion> gain) {
    UtxoTransaction transaction = spending.transaction;
    FlowEdge.OfOutput sure =
        FlowEdge.OfOutput.of(
            transaction, index, coin, spending.from, run.taints.of(lots), spending.dirtyInputs);
    FlowEdge plain = spending.guessed ? sure.as(EvidenceClass.CANDIDATE) : sure;
    return gain.map(conversion ->
            conversion.edge(plain.position(), plain.time(), coin, lots, plain.output(), run.taints))
        .orElse(plain);
  }

  /** A gain from elsewhere: its dirty part takes the place of what would have been clean. */
  private Optional<Conversion> arrive(OutPoint output, Lots lots, UtxoTransaction transaction) {
    for (Conversion conversion : conversions.gainedIn(output.tx())) {
      Lots gain = conversion.arriving(coin);
      if (conversion.arrivesIn(output, transaction)
          && !gain.dirty().isZero()
          && !conversion.hasArrived()
          && lots.dirty().isZero()
          && gain.total().compareTo(lots.total()) <= 0) {
        Amount clean = lots.total().minus(gain.total());
        lots.clear();
        lots.addNewest(gain);
        lots.addNewest(clean, Origins.CLEAN);
        run.books.convertIn(coin, gain);
        conversion.arrived();
        return Optional.of(conversion);
      }
    }
    return Optional.empty();
  }

  private boolean isSold(Spending spending, int index, Lots lots) {
    UtxoTransaction transaction = spending.transaction;
    for (Conversion conversion : conversions.givenIn(transaction.id())) {
      if (conversion.leavesIn(index, transaction)) {
        conversion.give(lots, transaction.outputs().get(index).owner(), Math.max(spending.hop, 0));
        run.books.end(
            EndKind.CONVERTED_OUT,
            transaction.outputs().get(index).owner(),
            Optional.of(transaction.outPoint(index)),
            coin,
            lots);
        return true;
      }
    }
    return false;
  }

  private boolean isStopped(
      UtxoTransaction transaction, int index, Lots lots, int hop, boolean theft) {
    Party owner = transaction.outputs().get(index).owner();
    Optional<EndKind> end = unspent.refusal(owner, lots, hop, theft);
    end.ifPresent(kind -> unspent.end(kind, transaction.outPoint(index), owner, lots));
    return end.isPresent();
  }

  private void settleFee(Spending spending, Lots fee, boolean coinbase) {
    if (coinbase) {
      run.books.end(EndKind.BURNED, Outside.BURN, coin, fee);
    } else if (!fee.dirty().isZero()
        && !coinbases.collect(spending.transaction, fee, spending.hop)) {
      run.books.end(EndKind.FEE, Outside.FEE, coin, fee);
    }
  }

  @Override
  void finish() {
    coinbases.abandon(coin);
    unspent.settle(late);
  }
}
