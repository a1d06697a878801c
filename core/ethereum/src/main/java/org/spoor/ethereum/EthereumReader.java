package org.spoor.ethereum;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.spoor.endpoint.Budget;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.Asked;
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
  private final CreditReader credits;
  private final TokenDescriptions tokens;
  private final Frontier frontier;

  /** What the trace rests on: asked for, not only expected. */
  private final Asked asked = new Asked();

  private final Map<Address, History> histories = new ConcurrentHashMap<>();

  /** Transactions that were asked for, of which the calls inside could not be seen. */
  private final Set<TxId> opaque = ConcurrentHashMap.newKeySet();

  /** Transactions that were to be asked for when the budget was spent. */
  private final Set<TxId> notAsked = ConcurrentHashMap.newKeySet();

  private final Budget budget;
  private volatile boolean isCutShort;

  EthereumReader(
      String name,
      BlockHeader head,
      Span span,
      TransactionReader transactions,
      CreditReader credits,
      HistoryReader histories,
      TokenDescriptions tokens,
      Budget budget,
      BooleanSupplier asking) {
    this.name = name;
    this.head = head;
    this.span = span;
    this.transactions = transactions;
    this.credits = credits;
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
        new Source("%s, blocks %d to %d".formatted(name, span.from(), span.to()), asked.sha256()));
  }

  /** What could not be seen of the transactions and histories that were asked for. */
  @Override
  public List<String> remarks() {
    return Stream.concat(cutShort().stream(), asked.remarks().stream()).toList();
  }

  @Override
  public List<String> gaps(Address address) {
    List<String> own = read(address).gaps();
    return Stream.concat(own.stream(), asked.lacking(address).stream()).toList();
  }

  @Override
  public List<String> gaps(TxId id) {
    if (notAsked.contains(id)) {
      return List.of("not asked: " + budget);
    }
    return opaque.contains(id)
        ? List.of("ether that the calls inside it moved is not seen")
        : List.of();
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
    return read(address).tooBusy() || ChainReader.super.isBusier(address, most);
  }

  /** That the budget did not suffice for all that was wanted, in words. */
  Optional<String> cutShort() {
    return isCutShort ? Optional.of("the run was cut short: " + budget) : Optional.empty();
  }

  /** The same each time: what was not to be had is not asked again. */
  private History read(Address address) {
    History known = histories.get(address);
    if (known != null) {
      return known;
    }
    History history =
        affordable(() -> frontier.ask(address), () -> History.notAsked(address, budget.toString()));
    History first = Optional.ofNullable(histories.putIfAbsent(address, history)).orElse(history);
    asked.history(address, first.transfers(), first.gaps());
    return first;
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
    asked.followed(address, asset);
    return Opening.before(before, address, asset, history.heldBefore(asset), history.transfers());
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return span.from() <= from.height() && gaps(address).isEmpty()
        ? Coverage.COMPLETE
        : Coverage.PARTIAL;
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
    Optional<AccountTransaction> known = affordable(() -> found(id), () -> withheld(id));
    asked.transaction(id, gaps(id));
    return known.map(one -> one);
  }

  private Optional<AccountTransaction> found(TxId id) {
    if (!id.isHash()) {
      return credits.transaction(id, span.to()).map(paid -> new AccountTransaction(id, paid));
    }
    Optional<TransactionReader.Read> known =
        Optional.ofNullable(transactions.read(Set.of(id), span.to()).get(id));
    known.filter(one -> !one.isWhole()).ifPresent(one -> opaque.add(one.id()));
    return known.map(one -> new AccountTransaction(one.id(), one.transfers()));
  }

  private Optional<AccountTransaction> withheld(TxId id) {
    notAsked.add(id);
    return Optional.empty();
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
