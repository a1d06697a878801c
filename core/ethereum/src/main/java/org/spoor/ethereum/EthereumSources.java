package org.spoor.ethereum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Usage;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.ethereum.source.Capability;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Probing;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** The nodes and explorers that Ethereum is read through, and the answers kept of them. */
public final class EthereumSources implements AutoCloseable {

  private static final long MAIN_NETWORK = 1;

  private final EthereumSettings settings;
  private final AnswerStore store;
  private final List<EndpointLine> nodes;
  private final List<Explorer> explorers;

  /** Whether explorers have to take the place of nodes. */
  private final boolean areAlone;

  private final Set<Address> wrappedEther;
  private final long chainId;
  private final Budget budget;
  private final List<EthereumReader> readers = new ArrayList<>();

  private EthereumSources(
      EthereumSettings settings, AnswerStore store, long chainId, Set<Address> wrappedEther) {
    this.settings = settings;
    this.store = store;
    this.wrappedEther = wrappedEther;
    this.chainId = chainId;
    this.budget = Budget.of(settings.maxCalls());
    this.explorers =
        settings.endpoints().stream()
            .filter(endpoint -> endpoint.kind() == Endpoint.Kind.EXPLORER)
            .map(endpoint -> new Explorer(endpoint, settings.offline(), budget))
            .toList();
    List<EndpointLine> own =
        settings.endpoints().stream()
            .filter(endpoint -> endpoint.kind() == Endpoint.Kind.NODE)
            .map(endpoint -> new EndpointLine(endpoint, store, chainId, settings.offline(), budget))
            .toList();
    this.areAlone = own.isEmpty();
    this.nodes =
        own.isEmpty()
            ? explorers.stream()
                .map(one -> new EndpointLine(one, store, chainId, settings.offline(), budget))
                .toList()
            : own;
  }

  /**
   * Opens them without asking them anything yet.
   *
   * @throws SpoorException UNAVAILABLE if the cache cannot be used
   */
  public static EthereumSources open(EthereumSettings settings) {
    return open(settings, MAIN_NETWORK, TokenLogs.WRAPPED_ETHER);
  }

  /** On another network, whose wrapped ether is elsewhere. */
  static EthereumSources open(EthereumSettings settings, long chainId, Set<Address> wrappedEther) {
    return new EthereumSources(settings, AnswerStore.open(settings.cache()), chainId, wrappedEther);
  }

  /** What each of them can do, nodes before explorers, else in the order of the settings. */
  public List<SourceReport> report() {
    List<SourceReport> reports = new ArrayList<>();
    nodes.forEach(node -> reports.add(report(node)));
    if (areAlone) {
      return reports;
    }
    Optional<Head> head =
        reports.stream()
            .filter(SourceReport.Answering.class::isInstance)
            .map(report -> ((SourceReport.Answering) report).head())
            .findFirst();
    explorers.forEach(explorer -> reports.add(report(explorer, head)));
    return reports;
  }

  /** An explorer is not asked anything for it: what it lists is known. */
  private static SourceReport report(Explorer explorer, Optional<Head> head) {
    return head.<SourceReport>map(known ->
            new SourceReport.Answering(
                explorer.endpoint(),
                "explorer",
                known,
                Set.of(Capability.EXPLORER),
                List.of("finds transactions only: they are read from the node")))
        .orElseGet(() ->
            new SourceReport.Unusable(
                explorer.endpoint(),
                "an explorer finds transactions, but no usable node is there to read them from"));
  }

  private static SourceReport report(EndpointLine line) {
    try {
      return switch (line.probing()) {
        case Probing.Able able ->
            new SourceReport.Answering(
                line.endpoint(), able.client(), head(able.head()), able.can(), able.missing());
        case Probing.Unable unable -> new SourceReport.Unusable(line.endpoint(), unable.why());
      };
    } catch (SpoorException failed) {
      return new SourceReport.Unusable(line.endpoint(), String.valueOf(failed.getMessage()));
    }
  }

  private static Head head(BlockHeader header) {
    return new Head(Chain.ETHEREUM, OptionalLong.of(header.height()), header.time());
  }

  /**
   * A reader of histories from the earliest of the thefts on, up to the last final block.
   *
   * @throws SpoorException UNAVAILABLE if no node is usable
   */
  public ChainReader reader(Collection<TheftSource> thefts) {
    Choice choice = choice();
    BlockHeader head = head(choice);
    long before = usage().calls();
    TransactionReader transactions =
        new TransactionReader(choice.first(), choice.internals(head.height()), wrappedEther);
    CreditReader credits = new CreditReader(choice.first());
    Thefts known = new Thefts(thefts, transactions, head);
    known.refuseUnsettled(choice.first());
    Span span = new Span(known.earliest(), head.height());
    Views views = new Views(choice.first(), store, choice.network().key());
    TokenDescriptions tokens = new TokenDescriptions(views, head.height());
    Set<Address> stolen = known.tokens();
    HistoryReader histories =
        new HistoryReader(
            new FoundBefore(
                choice.finder(head.height(), settings.maxDegree(), stolen),
                store,
                how(choice) + " of " + new TreeSet<>(stolen),
                settings.maxDegree()),
            choice
                .other(head.height(), settings.maxDegree())
                .map(other -> foundBefore(other, choice)),
            transactions,
            credits,
            new Balances(choice.first(), views),
            tokens,
            span,
            known.holdings());
    EthereumReader reader =
        new EthereumReader(
            choice.names(),
            head,
            span,
            transactions,
            credits,
            histories,
            tokens,
            budget,
            () -> usage().calls() > before);
    readers.add(reader);
    return reader;
  }

  private FoundBefore foundBefore(Finder finder, Choice choice) {
    return new FoundBefore(finder, store, how(choice), settings.maxDegree());
  }

  /** What findings depend on beside the address and the blocks. */
  private String how(Choice choice) {
    return "chain %s by %s up to %d transactions"
        .formatted(choice.network().key(), choice.abilities(), settings.maxDegree());
  }

  private Choice choice() {
    if (nodes.isEmpty()) {
      throw SpoorException.unavailable("no node of ethereum is configured" + keptNetworks());
    }
    return Choice.of(nodes, explorers, settings.asOf());
  }

  /** Without a node nobody tells which of the networks of a chain id is meant. */
  private String keptNetworks() {
    List<String> genesis =
        store.chains().stream()
            .filter(chain -> chain.startsWith(chainId + " "))
            .map(chain -> chain.substring(chain.indexOf(' ') + 1))
            .toList();
    return genesis.size() < 2
        ? ""
        : ", and %s has answers of %d networks with chain id %d, by genesis block %s"
            .formatted(store, genesis.size(), chainId, String.join(", ", genesis));
  }

  private BlockHeader head(Choice choice) {
    long wanted = settings.asOf().orElse(choice.head().height());
    if (wanted == choice.head().height()) {
      return choice.head();
    }
    return finalHeader(choice, wanted);
  }

  private BlockHeader finalHeader(Choice choice, long height) {
    long last = choice.head().height();
    if (height > last) {
      throw SpoorException.unavailable(
          (settings.offline()
                  ? "block %d is not known to be final, the last one called so before is %d"
                  : "block %d is not final yet, the last final one is %d")
              .formatted(height, last));
    }
    return header(choice.first(), height);
  }

  private static BlockHeader header(Node node, long height) {
    return Calls.read(node, List.of(Calls.header(height)), Blocks::header).getFirst();
  }

  /** A transaction up to the last block that is read. */
  public LookUp transaction(TxId id) {
    Choice choice = choice();
    long head = head(choice).height();
    TransactionReader transactions =
        new TransactionReader(choice.first(), choice.internals(head), wrappedEther);
    return transactions
        .receipt(id, head)
        .map(receipt -> lookUp(receipt, transactions, head))
        .orElseGet(() -> new LookUp.Unknown(choice.first().name(), head));
  }

  private static LookUp lookUp(Receipt receipt, TransactionReader transactions, long head) {
    if (receipt.height() > head) {
      return new LookUp.Later(receipt.height(), head);
    }
    TransactionReader.Read read =
        Objects.requireNonNull(transactions.read(Set.of(receipt.tx()), head).get(receipt.tx()));
    return new LookUp.Found(
        new AccountTransaction(read.id(), read.transfers()), receipt.succeeded(), read.isWhole());
  }

  /**
   * What an address held after a final block; nothing if the asset's contract does not tell.
   *
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  public Optional<Amount> held(Address address, Asset asset, long height) {
    Choice choice = choice();
    finalHeader(choice, height);
    Views views = new Views(choice.first(), store, choice.network().key());
    return new Balances(choice.first(), views).after(address, asset, height);
  }

  /**
   * The last final block that is not later.
   *
   * @throws SpoorException INVALID_INPUT if the chain began later
   */
  public long heightAt(Instant time) {
    Choice choice = choice();
    return new HeightSearch(choice.first(), head(choice)).at(time);
  }

  /**
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  public Instant timeAt(long height) {
    return finalHeader(choice(), height).time();
  }

  /** The nodes that could not be used, each with the reason. */
  public List<String> unusable() {
    return nodes.stream().flatMap(node -> node.whyUnusable().stream()).toList();
  }

  /** That the budget did not suffice for all that readers were asked, in words. */
  public Optional<String> cutShort() {
    return readers.stream().flatMap(reader -> reader.cutShort().stream()).findFirst();
  }

  /** What all of them were asked since they were opened. */
  public Usage usage() {
    return Stream.concat(
            nodes.stream().map(EndpointLine::usage), explorers.stream().map(Explorer::usage))
        .reduce(Usage.NONE, Usage::plus);
  }

  public AnswerStore store() {
    return store;
  }

  @Override
  public void close() {
    readers.forEach(EthereumReader::close);
    store.close();
  }
}
