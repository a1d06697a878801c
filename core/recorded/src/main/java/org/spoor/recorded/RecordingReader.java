package org.spoor.recorded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.spoor.model.chain.Asked;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import org.spoor.recorded.recording.AnsweringReader;
import org.spoor.recorded.recording.Answers;
import org.spoor.recorded.recording.HeldHistory;
import org.spoor.recorded.recording.HeldOutputs;
import org.spoor.recorded.recording.HeldTransaction;
import org.spoor.recorded.recording.Input;

/** A chain reader that takes note of what is asked of it, so that the answers can be recorded. */
public final class RecordingReader extends ForwardingReader {

  private static final List<String> PARTIAL = List.of("its history is known in part");

  private final Set<Address> addresses = new ConcurrentSkipListSet<>();
  private final Map<TxId, Optional<ChainTransaction>> transactions = new ConcurrentSkipListMap<>();
  private final Map<HeldOutputs.Created, Spend> spends = new ConcurrentSkipListMap<>();
  private final Map<HeldOutputs.Block, Optional<List<UtxoTransaction>>> blocks =
      new ConcurrentSkipListMap<>();
  private final Set<Asset> assets = new ConcurrentSkipListSet<>();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicLong first = new AtomicLong(Long.MAX_VALUE);

  public RecordingReader(ChainReader source) {
    super(source);
  }

  /**
   * What is asked ahead of a trace is not what it rests on: the source does so itself, or nobody.
   */
  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public List<Transfer> history(Address address) {
    addresses.add(address);
    return super.history(address);
  }

  @Override
  public boolean isBusier(Address address, int limit) {
    addresses.add(address);
    most.accumulateAndGet(limit, Math::max);
    return super.isBusier(address, limit);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    addresses.add(address);
    first.accumulateAndGet(before.height(), Math::min);
    return super.opening(address, asset, before);
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    addresses.add(address);
    first.accumulateAndGet(from.height(), Math::min);
    return super.coverage(address, asset, from);
  }

  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    addresses.add(address);
    return super.balance(address, asset);
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    Optional<ChainTransaction> answer = super.transaction(id);
    transactions.put(id, answer);
    return answer;
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    Spend answer = super.spend(output, created);
    spends.put(new HeldOutputs.Created(output, created.height()), answer);
    return answer;
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    Optional<List<UtxoTransaction>> answer = super.block(chain, height);
    blocks.put(new HeldOutputs.Block(chain, height), answer.map(List::copyOf));
    return answer;
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    assets.add(asset);
    return super.describe(asset);
  }

  /**
   * What was answered, completed by what the source has at hand of it.
   *
   * @param further what the run rests on beside the source
   */
  public Answers answers(List<Source> further) {
    List<String> remarks = source.remarks();
    SortedMap<Address, List<Transfer>> read = new TreeMap<>();
    SortedMap<Address, List<String>> gaps = new TreeMap<>();
    addresses.forEach(address -> read.put(address, source.history(address)));
    addresses.forEach(address -> gaps.put(address, source.gaps(address)));
    Asked asked = asReplayed(read, gaps);
    transactions.keySet().stream()
        .filter(AnsweringReader::isOfAccounts)
        .forEach(id -> asked.transaction(id, source.gaps(id)));
    long from = from(read);
    SortedMap<Address, HeldHistory> histories = new TreeMap<>();
    read.forEach((address, transfers) ->
        histories.put(
            address, held(address, transfers, Objects.requireNonNull(gaps.get(address)), from)));
    SortedMap<TxId, HeldTransaction> whole = new TreeMap<>();
    transactions.forEach((id, answer) -> whole.put(id, held(id, answer)));
    Answers answers =
        new Answers(
            source.heads(),
            Stream.concat(source.sources().stream(), further.stream())
                .map(one -> input(one, asked.sha256()))
                .toList(),
            without(remarks, asked.remarks()),
            histories,
            whole,
            new TreeMap<>(),
            outputs(),
            described(read));
    return withCalls(answers);
  }

  /** Read again, a history has all transfers of the recording that touch its address. */
  private static Asked asReplayed(
      Map<Address, List<Transfer>> read, Map<Address, List<String>> gaps) {
    Map<Address, SortedMap<ChainPosition, Transfer>> all = new HashMap<>();
    read.keySet().forEach(address -> all.put(address, new TreeMap<>()));
    read.values().stream()
        .flatMap(List::stream)
        .forEach(transfer ->
            Stream.of(transfer.from(), transfer.to())
                .flatMap(party -> Stream.ofNullable(all.get(party)))
                .forEach(history -> history.put(transfer.position(), transfer)));
    Asked asked = new Asked();
    gaps.forEach((address, told) ->
        asked.history(
            address, List.copyOf(Objects.requireNonNull(all.get(address)).values()), told));
    return asked;
  }

  /** Histories begin somewhere before it: nobody has asked for what was earlier. */
  private long from(Map<Address, List<Transfer>> read) {
    LongStream asked =
        LongStream.concat(
            LongStream.of(first.get()),
            source.heads().stream().flatMapToLong(head -> head.height().stream()));
    LongStream events =
        read.values().stream()
            .flatMap(List::stream)
            .mapToLong(transfer -> transfer.position().height());
    return LongStream.concat(asked, events).min().orElse(0);
  }

  private static Input input(Source source, String asked) {
    return new Input(
        source.name(),
        source.sha256().equals(asked) ? Optional.empty() : Optional.of(source.sha256()));
  }

  private static List<String> without(List<String> remarks, List<String> ofAsked) {
    List<String> rest = new ArrayList<>(remarks);
    Set<String> known = new HashSet<>(ofAsked);
    rest.removeIf(known::contains);
    return rest;
  }

  private HeldHistory held(
      Address address, List<Transfer> transfers, List<String> gaps, long from) {
    Set<Asset> moved = new TreeSet<>(Set.of(new Coin(address.chain())));
    transfers.forEach(transfer -> moved.add(transfer.asset()));
    // Before balances are asked: a source takes an asset whose opening is asked for a followed one.
    boolean complete =
        moved.stream()
            .allMatch(asset ->
                source.coverage(address, asset, ChainPosition.startOf(from)) == Coverage.COMPLETE);
    Map<Asset, Amount> before = new HashMap<>();
    Map<Asset, Amount> after = new HashMap<>();
    for (Asset asset : moved) {
      if (source.opening(address, asset, ChainPosition.startOf(0)) instanceof Opening.Known known) {
        before.put(asset, known.amount());
      }
      source.balance(address, asset).ifPresent(amount -> after.put(asset, amount));
    }
    return new HeldHistory(
        from,
        transfers,
        complete || !gaps.isEmpty() ? gaps : PARTIAL,
        busierThan(address, transfers.size()),
        before,
        after);
  }

  private OptionalInt busierThan(Address address, int known) {
    int limit = Math.max(known, most.get());
    return source.isBusier(address, limit) ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  private HeldTransaction held(TxId id, Optional<ChainTransaction> answer) {
    return new HeldTransaction(answer, source.gaps(id));
  }

  private HeldOutputs outputs() {
    SortedMap<HeldOutputs.Created, HeldOutputs.HeldSpend> fates = new TreeMap<>();
    spends.forEach((made, spend) ->
        fates.put(made, new HeldOutputs.HeldSpend(spend, source.gaps(made.output().tx()))));
    return new HeldOutputs(fates, new TreeMap<>(blocks));
  }

  private SortedMap<Asset, AssetDescription> described(Map<Address, List<Transfer>> read) {
    Set<Asset> met = new TreeSet<>(assets);
    read.values().stream()
        .flatMap(List::stream)
        .map(Transfer::asset)
        .filter(Token.class::isInstance)
        .forEach(met::add);
    SortedMap<Asset, AssetDescription> described = new TreeMap<>();
    met.forEach(asset -> source.describe(asset).ifPresent(known -> described.put(asset, known)));
    return described;
  }

  private Answers withCalls(Answers answers) {
    SortedMap<TxId, RouterCall> calls = new TreeMap<>();
    answers.transfers().stream()
        .map(Transfer::tx)
        .distinct()
        .forEach(id -> source.routerCall(id).ifPresent(call -> calls.put(id, call)));
    return new Answers(
        answers.heads(),
        answers.inputs(),
        answers.remarks(),
        answers.histories(),
        answers.transactions(),
        calls,
        answers.outputs(),
        answers.described());
  }
}
