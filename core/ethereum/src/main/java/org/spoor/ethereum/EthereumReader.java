package org.spoor.ethereum;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.rpc.Budget;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
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
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Ethereum between two blocks, the later of them final: histories are read from the first block on,
 * and what was held before it is asked, not summed up.
 */
final class EthereumReader implements ChainReader, AutoCloseable {

  private final String name;
  private final BlockHeader head;
  private final Span span;
  private final TransactionReader transactions;
  private final TokenDescriptions tokens;
  private final Frontier frontier;

  /** What the trace rests on: asked for, not only expected. */
  private final NavigableMap<Address, History> asked = new ConcurrentSkipListMap<>();

  /** Transactions that the trace rests on, of which the calls inside could not be seen. */
  private final Set<TxId> opaque = new ConcurrentSkipListSet<>();

  /** Transactions that were to be asked for when the budget was spent. */
  private final Set<TxId> notAsked = new ConcurrentSkipListSet<>();

  private final Budget budget;
  private volatile boolean isCutShort;

  EthereumReader(
      String name,
      BlockHeader head,
      Span span,
      TransactionReader transactions,
      HistoryReader histories,
      TokenDescriptions tokens,
      Budget budget,
      BooleanSupplier asking) {
    this.name = name;
    this.head = head;
    this.span = span;
    this.transactions = transactions;
    this.tokens = tokens;
    this.budget = budget;
    this.frontier = new Frontier(histories::read, asking);
  }

  @Override
  public List<Head> heads() {
    return List.of(new Head(Chain.ETHEREUM, OptionalLong.of(head.height()), head.time()));
  }

  /** One source: the histories that were asked for, as they were read, in order of address. */
  @Override
  public List<Source> sources() {
    return List.of(
        new Source("%s, blocks %d to %d".formatted(name, span.from(), span.to()), digest()));
  }

  private String digest() {
    MessageDigest digest = sha256();
    asked.values().stream()
        .flatMap(history -> history.transfers().stream())
        .map(Transfer::toString)
        .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has it", e);
    }
  }

  /** What could not be seen of the transactions and histories that were asked for. */
  @Override
  public List<String> remarks() {
    Stream<String> unasked =
        notAsked.stream().map(id -> "transaction %s: not asked: %s".formatted(id, budget));
    Stream<String> unseen =
        opaque.stream()
            .map("transaction %s: ether that the calls inside it moved is not seen"::formatted);
    Stream<String> gaps =
        asked.values().stream()
            .flatMap(history ->
                history.gaps().stream().map(gap -> history.address().text() + ": " + gap));
    return Stream.of(cutShort().stream(), unseen, unasked, gaps).flatMap(all -> all).toList();
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public void expect(Collection<Address> addresses) {
    frontier.expect(addresses);
  }

  @Override
  public List<Transfer> history(Address address) {
    return read(address).transfers();
  }

  @Override
  public boolean isBusier(Address address, int most) {
    History history = read(address);
    return history.tooBusy() || history.transfers().size() > most;
  }

  /** That the budget did not suffice for all that was wanted, in words. */
  Optional<String> cutShort() {
    return isCutShort ? Optional.of("the run was cut short: " + budget) : Optional.empty();
  }

  /** The same each time: what was not to be had is not asked again. */
  private History read(Address address) {
    History known = asked.get(address);
    if (known != null) {
      return known;
    }
    History history =
        affordable(() -> frontier.ask(address), () -> History.notAsked(address, budget.toString()));
    History before = asked.putIfAbsent(address, history);
    return before == null ? history : before;
  }

  /** What is asked, or another thing if the budget does not suffice for it. */
  private <T> T affordable(Supplier<T> question, Supplier<T> otherwise) {
    try {
      return question.get();
    } catch (SpoorException failed) {
      if (!Budget.isSpent(failed)) {
        throw failed;
      }
      isCutShort = true;
      return otherwise.get();
    }
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    History history = read(address);
    Optional<Amount> held = history.heldBefore(asset);
    BigInteger sum = held.orElse(Amount.ZERO).toBigInteger();
    BigInteger lowest = BigInteger.ZERO;
    for (Transfer transfer : history.transfers()) {
      if (transfer.position().compareTo(before) >= 0) {
        break;
      }
      if (transfer.asset().equals(asset)) {
        sum = sum.add(change(transfer, address));
        lowest = lowest.min(sum);
      }
    }
    Amount amount = Amount.of(sum.subtract(lowest));
    Amount unexplained = Amount.of(lowest.negate());
    return held.isPresent()
        ? new Opening.Known(amount, unexplained)
        : new Opening.Assumed(amount, unexplained);
  }

  private static BigInteger change(Transfer transfer, Address address) {
    BigInteger amount = transfer.amount().toBigInteger();
    BigInteger out = transfer.from().equals(address) ? amount : BigInteger.ZERO;
    return (transfer.to().equals(address) ? amount : BigInteger.ZERO).subtract(out);
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return read(address).isComplete() ? Coverage.COMPLETE : Coverage.PARTIAL;
  }

  /** Of tokens; ether that no event explains is a gap, not a discrepancy. */
  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    return asset.equals(TransactionReader.ETHER)
        ? Optional.empty()
        : read(address).heldAfter(asset);
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    Map<TxId, TransactionReader.Read> read =
        affordable(
            () -> transactions.read(Set.of(id), span.to()),
            () -> {
              notAsked.add(id);
              return Map.of();
            });
    Optional<TransactionReader.Read> known = Optional.ofNullable(read.get(id));
    known.filter(one -> !one.isWhole()).ifPresent(one -> opaque.add(one.id()));
    return known.map(one -> new AccountTransaction(one.id(), one.transfers()));
  }

  @Override
  public Optional<RouterCall> routerCall(TxId id) {
    return transactions.routerCall(id);
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    throw new IllegalArgumentException("no outputs on " + Chain.ETHEREUM);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return Optional.empty();
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return affordable(() -> tokens.of(asset), Optional::empty);
  }

  /** Stops fetching what nobody has asked for. */
  @Override
  public void close() {
    frontier.close();
  }
}
