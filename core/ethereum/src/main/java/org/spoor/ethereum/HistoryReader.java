package org.spoor.ethereum;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.Together;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/**
 * Reads the histories of a group of addresses: finds their transactions while it asks for their
 * balances, reads the transactions, and checks that both agree.
 */
final class HistoryReader {

  private final Finder finder;
  private final Optional<Finder> again;
  private final TransactionReader transactions;
  private final CreditReader credits;
  private final Balances balances;
  private final TokenDescriptions tokens;
  private final Span span;
  private final Map<Address, Set<Asset>> stolen;

  /**
   * @param again another way of finding, for addresses whose balance is not explained by what the
   *     first has found
   * @param stolen what is asked of addresses although they may not have moved it: stolen holdings
   */
  HistoryReader(
      Finder finder,
      Optional<Finder> again,
      TransactionReader transactions,
      CreditReader credits,
      Balances balances,
      TokenDescriptions tokens,
      Span span,
      Map<Address, Set<Asset>> stolen) {
    this.finder = finder;
    this.again = again;
    this.transactions = transactions;
    this.credits = credits;
    this.balances = balances;
    this.tokens = tokens;
    this.span = span;
    this.stolen = Map.copyOf(stolen);
  }

  Map<Address, History> read(Set<Address> group) {
    Map<Address, Finding> findings = finder.find(group, span);
    Map<Address, History> histories = new LinkedHashMap<>(read(findings));
    Set<Address> open =
        histories.values().stream()
            .filter(history -> !history.isReconciled())
            .map(History::address)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!open.isEmpty()) {
      histories.putAll(read(searchedAgain(open, findings)));
    }
    return histories;
  }

  /** Where ether moved that the first search has not seen, balances show in which block. */
  private Map<Address, Finding> searchedAgain(Set<Address> open, Map<Address, Finding> findings) {
    Map<Address, Finding> all = new LinkedHashMap<>();
    again
        .map(other -> other.find(open, span))
        .orElse(Map.of())
        .forEach((address, more) ->
            all.put(address, united(Objects.requireNonNull(findings.get(address)), more)));
    return all;
  }

  /**
   * Who was found to have left something out may have left out what the other cannot see either.
   */
  private static Finding united(Finding first, Finding more) {
    Set<TxId> transactions = new HashSet<>(first.transactions());
    boolean leftSomeOut = transactions.addAll(more.transactions());
    Set<Long> credits = new HashSet<>(first.credits());
    credits.addAll(more.credits());
    Set<String> gaps = new LinkedHashSet<>(first.gaps());
    gaps.addAll(leftSomeOut ? more.gaps() : List.of());
    return new Finding(transactions, credits, List.copyOf(gaps), more.tooBusy());
  }

  private Map<Address, History> read(Map<Address, Finding> findings) {
    Set<Address> group = findings.keySet();
    CompletableFuture<Map<Address, Balances.Pair>> held =
        meanwhile(() -> balances.ofEther(group, span));
    Map<TxId, TransactionReader.Read> read = transactions.read(ids(findings), span.to());
    Map<Long, List<Transfer>> paid = credits.read(credited(findings));
    Map<Address, List<Transfer>> own = new LinkedHashMap<>();
    findings.forEach(
        (address, finding) -> own.put(address, touching(address, finding, read, paid)));
    Map<Address, Set<Asset>> moved = new LinkedHashMap<>();
    own.forEach((address, transfers) -> moved.put(address, tokensOf(address, transfers)));
    CompletableFuture<Void> described =
        meanwhile(() -> {
          tokens.describe(moved.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
          return null;
        });
    Map<Address, Map<Asset, Balances.Pair>> ofTokens = balances.ofTokens(moved, span);
    Together.joined(described);
    Map<Address, Balances.Pair> ofEther = Together.joined(held);
    Map<Address, TxId> closed = closedTo(findings, read);
    Map<Address, History> histories = new LinkedHashMap<>();
    findings.forEach((address, finding) ->
        histories.put(
            address,
            history(
                address,
                finding,
                Optional.ofNullable(closed.get(address)),
                Objects.requireNonNull(own.get(address)),
                Objects.requireNonNull(ofEther.get(address)),
                Objects.requireNonNull(ofTokens.get(address)))));
    return histories;
  }

  /**
   * Contracts with a transaction that could not be looked into, and the first such: what they got
   * and passed on inside it leaves their balance as it was. An account without code cannot pass on;
   * a contract can be gone by the end, so that its code is looked for around each of them.
   */
  private Map<Address, TxId> closedTo(
      Map<Address, Finding> findings, Map<TxId, TransactionReader.Read> read) {
    Map<Address, TxId> closed = new TreeMap<>();
    Map<Address, Set<Long>> looks = new TreeMap<>();
    findings.forEach((address, finding) ->
        finding.transactions().stream()
            .sorted()
            .flatMap(id -> Stream.ofNullable(read.get(id)))
            .filter(one -> !one.isWhole())
            .forEach(one -> {
              closed.putIfAbsent(address, one.id());
              looks
                  .computeIfAbsent(address, key -> new TreeSet<>(Set.of(span.to())))
                  .addAll(Set.of(one.height() - 1, one.height()));
            }));
    closed.keySet().retainAll(balances.contracts(looks));
    return closed;
  }

  private static Map<Long, Set<Address>> credited(Map<Address, Finding> findings) {
    Map<Long, Set<Address>> credited = new TreeMap<>();
    findings.forEach((address, finding) ->
        finding
            .credits()
            .forEach(
                height -> credited.computeIfAbsent(height, key -> new TreeSet<>()).add(address)));
    return credited;
  }

  private static Set<TxId> ids(Map<Address, Finding> findings) {
    return findings.values().stream()
        .filter(finding -> !finding.tooBusy())
        .flatMap(finding -> finding.transactions().stream())
        .collect(Collectors.toSet());
  }

  private static List<Transfer> touching(
      Address address,
      Finding finding,
      Map<TxId, TransactionReader.Read> read,
      Map<Long, List<Transfer>> credits) {
    Stream<Transfer> paid =
        finding.transactions().stream()
            .flatMap(id -> Stream.ofNullable(read.get(id)))
            .flatMap(one -> one.transfers().stream());
    Stream<Transfer> credited =
        finding.credits().stream()
            .flatMap(height -> credits.getOrDefault(height, List.of()).stream());
    return Stream.concat(paid, credited)
        .filter(transfer -> transfer.touches(address))
        .sorted(Comparator.comparing(Transfer::position))
        .toList();
  }

  private Set<Asset> tokensOf(Address address, List<Transfer> transfers) {
    return Stream.concat(
            transfers.stream().map(Transfer::asset),
            stolen.getOrDefault(address, Set.of()).stream())
        .filter(asset -> !asset.equals(TransactionReader.ETHER))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What another endpoint or an earlier run has found, and the node asked for it does not have. */
  private Stream<String> unknown(Finding finding) {
    return finding.transactions().stream()
        .filter(transactions::isUnknown)
        .sorted()
        .map("transaction %s was found, but the node does not have it"::formatted);
  }

  private History history(
      Address address,
      Finding finding,
      Optional<TxId> closed,
      List<Transfer> transfers,
      Balances.Pair ether,
      Map<Asset, Balances.Pair> ofTokens) {
    if (finding.tooBusy()) {
      return History.tooBusy(address);
    }
    Map<Asset, Amount> before = new HashMap<>(Map.of(TransactionReader.ETHER, ether.before()));
    Map<Asset, Amount> after = new HashMap<>(Map.of(TransactionReader.ETHER, ether.after()));
    ofTokens.forEach((asset, pair) -> {
      before.put(asset, pair.before());
      after.put(asset, pair.after());
    });
    Optional<String> unseen = Reconciliation.of(address, transfers, ether);
    boolean isStill = transfers.isEmpty() && !stolen.containsKey(address);
    Stream<String> nothing = isStill ? Stream.of("no transaction of it was found") : Stream.empty();
    Stream<String> inside =
        closed.stream().map("transaction %s: the calls inside it are not seen"::formatted);
    List<String> gaps =
        Stream.of(finding.gaps().stream(), unknown(finding), inside, unseen.stream(), nothing)
            .flatMap(g -> g)
            .toList();
    return new History(address, transfers, before, after, gaps, unseen.isEmpty(), false);
  }

  private static <T> CompletableFuture<T> meanwhile(Supplier<T> work) {
    Executor own = Thread::startVirtualThread;
    return CompletableFuture.supplyAsync(work, own);
  }
}
