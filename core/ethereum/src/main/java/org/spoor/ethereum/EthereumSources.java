package org.spoor.ethereum;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.parse.Receipt;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.ethereum.rpc.AnswerStore;
import org.spoor.ethereum.rpc.Budget;
import org.spoor.ethereum.rpc.Endpoint;
import org.spoor.ethereum.rpc.Node;
import org.spoor.ethereum.rpc.Usage;
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
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/** The nodes and explorers that Ethereum is read through, and the answers kept of them. */
public final class EthereumSources implements AutoCloseable {

  private static final long MAIN_NETWORK = 1;

  /** How many blocks are asked for at a time when one is looked for by its time. */
  private static final int PROBES = 32;

  private final EthereumSettings settings;
  private final AnswerStore store;
  private final List<EndpointLine> nodes;
  private final List<Explorer> explorers;

  /** Whether explorers have to take the place of nodes. */
  private final boolean areAlone;

  private final Set<Address> wrappedEther;
  private final long chainId;
  private final List<EthereumReader> readers = new ArrayList<>();

  private EthereumSources(
      EthereumSettings settings, AnswerStore store, long chainId, Set<Address> wrappedEther) {
    this.settings = settings;
    this.store = store;
    this.wrappedEther = wrappedEther;
    this.chainId = chainId;
    Budget budget = Budget.of(settings.maxCalls());
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
    refuseUnsettled(thefts, choice, transactions, head);
    Span span = new Span(earliest(thefts, transactions, head.height()), head.height());
    Views views = new Views(choice.first(), store, Long.toString(chainId));
    TokenDescriptions tokens = new TokenDescriptions(views, head.height());
    Set<Address> stolen = stolen(thefts, transactions, head.height());
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
            holdings(thefts));
    EthereumReader reader =
        new EthereumReader(
            choice.names(),
            head,
            span,
            transactions,
            credits,
            histories,
            tokens,
            () -> usage().calls() > before);
    readers.add(reader);
    return reader;
  }

  private FoundBefore foundBefore(Finder finder, Choice choice) {
    return new FoundBefore(finder, store, how(choice), settings.maxDegree());
  }

  private static Map<Address, Set<Asset>> holdings(Collection<TheftSource> thefts) {
    return thefts.stream()
        .filter(TheftSource.StolenHolding.class::isInstance)
        .map(TheftSource.StolenHolding.class::cast)
        .collect(
            Collectors.groupingBy(
                TheftSource.StolenHolding::address,
                Collectors.mapping(TheftSource.StolenHolding::asset, Collectors.toSet())));
  }

  /** What findings depend on beside the address and the blocks. */
  private String how(Choice choice) {
    return "chain %d by %s up to %d transactions"
        .formatted(chainId, choice.abilities(), settings.maxDegree());
  }

  private Choice choice() {
    return Choice.of(nodes, explorers, settings.asOf());
  }

  private BlockHeader head(Choice choice) {
    long wanted = settings.asOf().orElse(choice.head().height());
    if (wanted == choice.head().height()) {
      return choice.head();
    }
    return finalHeader(choice, wanted);
  }

  private static BlockHeader finalHeader(Choice choice, long height) {
    long last = choice.head().height();
    if (height > last) {
      throw SpoorException.unavailable(
          "block %d is not final yet, the last final one is %d".formatted(height, last));
    }
    return header(choice.first(), height);
  }

  private static BlockHeader header(Node node, long height) {
    return Blocks.header(Calls.results(node, List.of(Calls.header(height))).getFirst());
  }

  /** What is stolen in a block that may still be replaced. */
  private static void refuseUnsettled(
      Collection<TheftSource> thefts,
      Choice choice,
      TransactionReader transactions,
      BlockHeader head) {
    for (TheftSource theft : thefts) {
      if (theft instanceof TheftSource.StolenTransfer(_, TxId tx, _, _, _, _, _)
          && tx.chain() == Chain.ETHEREUM
          && transactions.read(Set.of(tx), head.height()).isEmpty()) {
        Finality.check(choice.first(), tx, head);
      }
    }
  }

  private static long earliest(
      Collection<TheftSource> thefts, TransactionReader transactions, long head) {
    long from = head;
    for (TheftSource theft : thefts) {
      if (theft.chain() == Chain.ETHEREUM) {
        from = Math.min(from, block(theft, transactions, head));
      }
    }
    return from;
  }

  /** Contracts of the tokens that thefts are of. */
  private static Set<Address> stolen(
      Collection<TheftSource> thefts, TransactionReader transactions, long head) {
    Set<Asset> assets = new HashSet<>();
    for (TheftSource theft : thefts) {
      switch (theft) {
        case TheftSource.StolenHolding holding -> assets.add(holding.asset());
        case TheftSource.StolenTransfer transfer -> {
          if (transfer.chain() == Chain.ETHEREUM) {
            transactions.read(Set.of(transfer.tx()), head).values().stream()
                .flatMap(read -> read.transfers().stream())
                .forEach(moved -> assets.add(moved.asset()));
          }
        }
      }
    }
    return assets.stream()
        .filter(asset -> asset.chain() == Chain.ETHEREUM && asset instanceof Token)
        .map(asset -> ((Token) asset).contract())
        .collect(Collectors.toSet());
  }

  private static long block(TheftSource theft, TransactionReader transactions, long head) {
    return switch (theft) {
      case TheftSource.StolenHolding holding -> holding.block();
      case TheftSource.StolenTransfer transfer ->
          transactions.read(Set.of(transfer.tx()), head).values().stream()
              .mapToLong(TransactionReader.Read::height)
              .min()
              .orElse(head);
    };
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
    Views views = new Views(choice.first(), store, Long.toString(chainId));
    return new Balances(choice.first(), views).after(address, asset, height);
  }

  /**
   * The last final block that is not later.
   *
   * @throws SpoorException INVALID_INPUT if the chain began later
   */
  public long heightAt(Instant time) {
    Choice choice = choice();
    long low = 0;
    BlockHeader last = head(choice);
    long high = last.height();
    if (last.time().isBefore(time)) {
      throw SpoorException.unavailable(
          "%s is after the last final block, %d of %s".formatted(time, high, last.time()));
    }
    if (timeAt(low).isAfter(time)) {
      throw SpoorException.invalidInput("ethereum has no block as early as " + time);
    }
    while (high > low) {
      long from = low;
      long step = Math.max(1, (high - low) / PROBES);
      long end = high;
      List<Long> heights =
          IntStream.rangeClosed(1, PROBES)
              .mapToObj(i -> from + i * step)
              .filter(height -> height <= end)
              .toList();
      List<BlockHeader> headers =
          Calls.results(choice.first(), heights.stream().map(Calls::header).toList()).stream()
              .map(Blocks::header)
              .toList();
      for (BlockHeader header : headers) {
        if (header.time().isAfter(time)) {
          high = Math.min(high, header.height() - 1);
        } else {
          low = Math.max(low, header.height());
        }
      }
    }
    return low;
  }

  /**
   * @throws SpoorException UNAVAILABLE if the block is not final
   */
  public Instant timeAt(long height) {
    return finalHeader(choice(), height).time();
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
