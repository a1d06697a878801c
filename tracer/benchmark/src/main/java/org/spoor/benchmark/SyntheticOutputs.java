package org.spoor.benchmark;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoReader;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Invented thefts on a UTXO chain, held in memory, each of one shape of a given size. */
final class SyntheticOutputs implements UtxoReader {

  private static final Chain CHAIN = Chain.BITCOIN;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final long ROUND = 1_000_000;
  private static final long FEE = 100;

  private final Map<TxId, UtxoTransaction> transactions = new HashMap<>();
  private final Map<OutPoint, UtxoTransaction> spenders = new HashMap<>();
  private int height;

  /** A peel chain of so many hops, a round amount at each. */
  static SyntheticOutputs peelChain(int hops) {
    SyntheticOutputs made = new SyntheticOutputs();
    long left = hops * (ROUND + FEE) + 7;
    OutPoint last = made.steal(left);
    for (int i = 0; i < hops; i++) {
      left -= ROUND + FEE;
      List<Output> outputs = List.of(made.output("shop" + i, ROUND), made.output("own" + i, left));
      last = made.add(List.of(made.input(last, left + ROUND + FEE)), outputs).outPoint(1);
    }
    return made;
  }

  /** The loot in so many outputs of many values, all spent together in turn. */
  static SyntheticOutputs fan(int outputs) {
    SyntheticOutputs made = new SyntheticOutputs();
    List<Output> parts = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < outputs; i++) {
      long value = 8_000_000L + i / 2;
      parts.add(made.output("part" + i, value));
      sum += value;
    }
    UtxoTransaction fan = made.add(List.of(made.input(made.steal(sum), sum)), parts);
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      inputs.add(new Input(fan.outPoint(i), parts.get(i).owner(), parts.get(i).value()));
    }
    made.add(inputs, List.of(made.output("whole", sum)));
    return made;
  }

  /** The loot and others' value in a CoinJoin of so many inputs and outputs, in pairs. */
  static SyntheticOutputs mix(int outputs) {
    SyntheticOutputs made = new SyntheticOutputs();
    long each = 12_000_000;
    List<Input> inputs = new ArrayList<>(List.of(made.input(made.steal(each), each)));
    List<Output> parts = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      parts.add(made.output("part" + i, 8_000_000L + i / 2));
      OutPoint spent = new OutPoint(new TxId(CHAIN, "before"), i);
      inputs.add(new Input(spent, new Address(CHAIN, "in" + i), Amount.of(each)));
    }
    parts.add(made.output("change", 5_001));
    made.add(inputs, parts);
    return made;
  }

  Incident incident() {
    return Incident.of(
        "synthetic",
        LocalDate.of(2025, 1, 1),
        List.of(
            new StolenTransfer(
                new Origin("synthetic", 1),
                new TxId(CHAIN, "tx1"),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.of(0),
                Optional.empty(),
                List.of())));
  }

  private OutPoint steal(long value) {
    OutPoint victims = new OutPoint(new TxId(CHAIN, "victim"), 0);
    return add(List.of(input(victims, value)), List.of(output("thief", value))).outPoint(0);
  }

  private UtxoTransaction add(List<Input> inputs, List<Output> outputs) {
    height++;
    UtxoTransaction transaction =
        new UtxoTransaction(
            new TxId(CHAIN, "tx" + height),
            new ChainPosition(height, 1, 0),
            START.plusSeconds(600L * height),
            inputs,
            outputs);
    transactions.put(transaction.id(), transaction);
    inputs.forEach(input -> spenders.put(input.spent(), transaction));
    return transaction;
  }

  private Input input(OutPoint spent, long value) {
    return new Input(spent, new Address(CHAIN, "of" + spent.tx()), Amount.of(value));
  }

  private Output output(String owner, long value) {
    return new Output(new Address(CHAIN, owner), Amount.of(value));
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head(CHAIN, height, START.plusSeconds(600L * height)));
  }

  @Override
  public List<Source> sources() {
    return List.of(new Source("synthetic", ""));
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return Coverage.COMPLETE;
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return Optional.ofNullable(transactions.get(id));
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    UtxoTransaction spender = spenders.get(output);
    return spender == null ? new Spend.None() : new Spend.By(spender);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long wanted) {
    return Optional.empty();
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return Optional.empty();
  }
}
