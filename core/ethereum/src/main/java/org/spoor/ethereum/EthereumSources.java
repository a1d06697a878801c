package org.spoor.ethereum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.ethereum.source.Capability;
import org.spoor.ethereum.source.Probing;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
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
  private Optional<FinalChain> chain = Optional.empty();

  private EthereumSources(
      EthereumSettings settings, AnswerStore store, long chainId, Set<Address> wrappedEther) {
    this.settings = settings;
    this.store = store;
    this.wrappedEther = wrappedEther;
    this.chainId = chainId;
    this.budget = Budget.of(settings.maxCalls());
    this.explorers =
        settings.sources().stream()
            .filter(EthereumSource.OfExplorer.class::isInstance)
            .map(source -> new Explorer(source.endpoint(), store, settings.offline(), budget))
            .toList();
    List<EndpointLine> own =
        settings.sources().stream()
            .filter(EthereumSource.OfNode.class::isInstance)
            .map(EthereumSource::endpoint)
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
    Agreement.among(nodes, EthereumSources::tried, (network, lines) -> true)
        .forEach((line, probing) -> reports.add(report(line.source(), probing)));
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
                explorer.source(),
                "explorer",
                known,
                Set.of(Capability.EXPLORER),
                List.of("finds transactions only: they are read from the node")))
        .orElseGet(() ->
            new SourceReport.Unusable(
                explorer.source(),
                "an explorer finds transactions, but no usable node is there to read them from"));
  }

  private static Probing tried(EndpointLine line) {
    try {
      return line.probing();
    } catch (SpoorException failed) {
      return new Probing.Unable(String.valueOf(failed.getMessage()));
    }
  }

  private static SourceReport report(EthereumSource source, Probing probing) {
    return switch (probing) {
      case Probing.Able able ->
          new SourceReport.Answering(
              source, able.client(), head(able.head()), able.can(), able.missing());
      case Probing.Unable unable -> new SourceReport.Unusable(source, unable.why());
    };
  }

  private static Head head(BlockHeader header) {
    return new Head(Chain.ETHEREUM, OptionalLong.of(header.height()), header.time());
  }

  /** Of thefts of which nothing that was converted elsewhere comes back. */
  ChainReader reader(Collection<TheftSource> thefts) {
    return reader(thefts, List.of());
  }

  /**
   * A reader of histories from the earliest of the thefts and gains on, up to the last final block.
   *
   * @param gains transactions in which what was stolen elsewhere arrives
   * @throws SpoorException UNAVAILABLE if no node is usable, or a theft is not final yet
   */
  public ChainReader reader(Collection<TheftSource> thefts, Collection<TxId> gains) {
    FinalChain chain = chain();
    long before = usage().calls();
    Thefts known = new Thefts(thefts, gains, chain);
    if (settings.asOf().isEmpty()) {
      known.refuseUnsettled();
    }
    Span span = new Span(known.earliest(), chain.head().height());
    TokenDescriptions tokens = new TokenDescriptions(chain.views(), span.to());
    CreditReader credits = new CreditReader(chain.node());
    EthereumReader reader =
        new EthereumReader(
            chain.choice().names(),
            chain.head(),
            span,
            chain.transactions(),
            credits,
            histories(chain, known, span, credits, tokens),
            tokens,
            budget,
            () -> usage().calls() > before);
    readers.add(reader);
    return reader;
  }

  private HistoryReader histories(
      FinalChain chain, Thefts known, Span span, CreditReader credits, TokenDescriptions tokens) {
    Choice choice = chain.choice();
    int limit = settings.maxDegree();
    Set<Address> stolen = known.tokens();
    return new HistoryReader(
        new FoundBefore(
            choice.finder(span.to(), limit, stolen),
            store,
            how(choice) + " of " + new TreeSet<>(stolen),
            choice.identities(),
            limit),
        choice
            .other(span.to(), limit)
            .map(other -> new FoundBefore(other, store, how(choice), choice.identities(), limit)),
        chain.transactions(),
        credits,
        chain.balances(),
        tokens,
        span,
        known.holdings());
  }

  /** What findings depend on beside the address and the blocks. */
  private String how(Choice choice) {
    return "chain %s by %s up to %d transactions"
        .formatted(choice.network().key(), choice.abilities(), settings.maxDegree());
  }

  /** As it is found at the first time. */
  private synchronized FinalChain chain() {
    if (chain.isEmpty()) {
      if (nodes.isEmpty()) {
        throw SpoorException.unavailable("no node of ethereum is configured" + keptNetworks());
      }
      LastRun last = new LastRun(store, settings.asOf(), settings.offline());
      Choice choice = Choice.of(nodes, explorers, last);
      FinalChain found = FinalChain.of(choice, settings.asOf(), wrappedEther);
      last.note(choice.network(), found.head(), choice.nodes());
      chain = Optional.of(found);
    }
    return chain.get();
  }

  /** Without a node nobody tells which of the networks of a chain id is meant. */
  private String keptNetworks() {
    List<String> genesis =
        store.chains().stream()
            .filter(chain -> chain.startsWith(chainId + " "))
            .map(chain -> chain.split(" ", 3)[1])
            .distinct()
            .toList();
    return genesis.size() < 2
        ? ""
        : ", and %s has answers of %d networks with chain id %d, by genesis block %s"
            .formatted(store, genesis.size(), chainId, String.join(", ", genesis));
  }

  /** A transaction up to the last block that is read. */
  public LookUp transaction(TxId id) {
    return chain().transaction(id);
  }

  /**
   * What an address held after a final block; nothing if the asset's contract does not tell.
   *
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  public Optional<Amount> held(Address address, Asset asset, long height) {
    return chain().held(address, asset, height);
  }

  /**
   * The last block that is read and is not later.
   *
   * @throws SpoorException INVALID_INPUT if the chain began later
   */
  public long heightAt(Instant time) {
    return chain().heightAt(time);
  }

  /**
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  public Instant timeAt(long height) {
    return chain().timeAt(height);
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
