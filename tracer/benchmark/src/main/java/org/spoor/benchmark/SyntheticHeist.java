package org.spoor.benchmark;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * An invented theft and its laundering on an account chain, held in memory: 400,000 ETH spread over
 * thousands of addresses that pay each other, receive clean value from outside, and pay gas.
 */
final class SyntheticHeist implements ChainReader {

  private static final Chain CHAIN = Chain.ETHEREUM;
  private static final Asset ETH = new Coin(CHAIN);
  private static final BigInteger WEI = BigInteger.TEN.pow(18);

  /** Launderers work in waves: so many of the newest addresses are busy at a time. */
  private static final int WAVE = 500;

  private final Random random;
  private final boolean merging;
  private final List<Transfer> ledger = new ArrayList<>();
  private final List<Address> people = new ArrayList<>();
  private final List<BigInteger> balances = new ArrayList<>();
  private final Map<Address, List<Transfer>> histories = new HashMap<>();
  private final Address victim = address(0xdead_0001L);
  private final TxId theft = tx(0);
  private int events;

  /**
   * @param size events in all
   * @param addressShare one new address for so many payments
   * @param merging whether it gives its events by address only, as a node or an explorer does
   */
  SyntheticHeist(int size, int addressShare, boolean merging, long seed) {
    this.random = new Random(seed);
    this.merging = merging;
    join();
    BigInteger loot = WEI.multiply(BigInteger.valueOf(400_000)).add(BigInteger.valueOf(374));
    balances.set(0, loot);
    record(theft, victim, people.getFirst(), loot);
    while (events < size) {
      step(addressShare);
    }
    histories.replaceAll((address, history) -> List.copyOf(history));
  }

  Incident incident() {
    return Incident.of(
        "synthetic",
        LocalDate.of(2025, 1, 1),
        List.of(
            new StolenTransfer(
                new Origin("synthetic", 1),
                theft,
                Optional.of(people.getFirst()),
                Optional.of(ETH),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  int events() {
    return events;
  }

  int addresses() {
    return people.size();
  }

  private void step(int addressShare) {
    int kind = random.nextInt(100);
    if (kind < 3) {
      receiveClean();
      return;
    }
    int from = rich();
    TxId tx = tx(events);
    if (kind < 20) {
      pay(
          tx,
          from,
          Outside.FEE,
          BigInteger.valueOf(21_000L * (20 + random.nextInt(80))).multiply(BigInteger.TEN.pow(9)));
    } else {
      int to = random.nextInt(addressShare) == 0 ? join() : someone();
      BigInteger amount = portion(balances.get(from));
      pay(tx, from, people.get(to), amount);
      balances.set(to, balances.get(to).add(amount));
    }
  }

  private void receiveClean() {
    int to = someone();
    BigInteger amount =
        WEI.multiply(BigInteger.valueOf(1 + random.nextInt(50))).divide(BigInteger.valueOf(7));
    record(tx(events), address(0xc1ea_0000L + random.nextInt(1000)), people.get(to), amount);
    balances.set(to, balances.get(to).add(amount));
  }

  private void pay(TxId tx, int from, Party to, BigInteger most) {
    BigInteger amount = most.min(balances.get(from));
    record(tx, people.get(from), to, amount);
    balances.set(from, balances.get(from).subtract(amount));
  }

  private int rich() {
    int from = someone();
    while (balances.get(from).signum() == 0) {
      from = someone();
    }
    return from;
  }

  /** Nineteen times in twenty somebody of the present wave. */
  private int someone() {
    int all = people.size();
    return all <= WAVE || random.nextInt(20) == 0
        ? random.nextInt(all)
        : all - 1 - random.nextInt(WAVE);
  }

  /** All of it now and then, else an odd part. */
  private BigInteger portion(BigInteger balance) {
    return random.nextInt(8) == 0
        ? balance
        : balance
            .multiply(BigInteger.valueOf(1 + random.nextInt(900)))
            .divide(BigInteger.valueOf(1009))
            .max(BigInteger.ONE);
  }

  private int join() {
    people.add(address(people.size() + 1));
    balances.add(BigInteger.ZERO);
    return people.size() - 1;
  }

  private void record(TxId tx, Party from, Party to, BigInteger amount) {
    int block = 21_000_000 + events / 150;
    Transfer transfer =
        new Transfer(
            new ChainPosition(block, events % 150, 0),
            Instant.ofEpochSecond(1_740_000_000L + block * 12L),
            tx,
            from,
            to,
            ETH,
            Amount.of(amount));
    events++;
    ledger.add(transfer);
    if (from instanceof Address address && !address.equals(victim)) {
      histories.computeIfAbsent(address, key -> new ArrayList<>()).add(transfer);
    }
    if (to instanceof Address address && !address.equals(from)) {
      histories.computeIfAbsent(address, key -> new ArrayList<>()).add(transfer);
    }
    if (tx.equals(theft)) {
      this.stolen = List.of(transfer);
    }
  }

  private List<Transfer> stolen = List.of();

  private static Address address(long number) {
    return new Address(CHAIN, "0x%040x".formatted(number * 0x9E3779B97F4A7C15L));
  }

  private static TxId tx(long number) {
    return new TxId(CHAIN, "0x%064x".formatted(number + 1));
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head(CHAIN, 30_000_000, Instant.EPOCH));
  }

  @Override
  public List<Source> sources() {
    return List.of();
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }

  @Override
  public Optional<List<Transfer>> ledger(Chain chain) {
    return merging ? Optional.empty() : Optional.of(ledger);
  }

  @Override
  public List<Transfer> history(Address address) {
    return histories.getOrDefault(address, List.of());
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    BigInteger balance = BigInteger.ZERO;
    for (Transfer transfer : history(address)) {
      if (transfer.position().compareTo(before) >= 0) {
        break;
      }
      BigInteger amount = transfer.amount().toBigInteger();
      balance = transfer.to().equals(address) ? balance.add(amount) : balance.subtract(amount);
    }
    return new Opening.Known(Amount.of(balance.max(BigInteger.ZERO)));
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return Coverage.COMPLETE;
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return id.equals(theft) ? Optional.of(new AccountTransaction(id, stolen)) : Optional.empty();
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return new Spend.Unknown();
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return Optional.empty();
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return asset instanceof Coin coin ? Optional.of(AssetDescription.of(coin)) : Optional.empty();
  }
}
