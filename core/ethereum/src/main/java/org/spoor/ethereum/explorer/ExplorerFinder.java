package org.spoor.ethereum.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.spoor.ethereum.explorer.ExplorerWalk.Walked;
import org.spoor.ethereum.source.Finder;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * Finds the transactions of addresses in an explorer's lists of them, and the blocks that credit
 * them without one. All lists are asked for side by side, as fast as the explorer allows.
 */
public final class ExplorerFinder implements Finder {

  /** A block may name uncles up to so many blocks older than itself (Yellow Paper, 11.1). */
  private static final int OLDEST_UNCLE = 6;

  private final ExplorerPages pages;
  private final SpotCheck check;
  private final int most;
  private final boolean besideLogs;

  /**
   * @param most transactions of an address beyond which the search is given up
   * @param besideLogs whether transfers of tokens are looked for elsewhere as well: those listed do
   *     not make an address too busy
   */
  public ExplorerFinder(ExplorerPages pages, SpotCheck check, int most, boolean besideLogs) {
    this.pages = pages;
    this.check = check;
    this.most = most;
    this.besideLogs = besideLogs;
  }

  @Override
  public String name() {
    return "explorer";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Map<Address, Map<ExplorerList, Walked>> lists = walked(addresses, span);
    lists.replaceAll((address, found) -> mattering(found));
    Map<Address, List<ExplorerRow.Moved>> rows = new LinkedHashMap<>();
    lists.forEach((address, found) -> {
      if (!isBusy(found)) {
        rows.put(address, moved(found));
      }
    });
    Map<Address, List<String>> contradictions = check.contradictions(rows);
    Map<Address, Finding> findings = new HashMap<>();
    lists.forEach((address, found) ->
        findings.put(
            address, finding(found, contradictions.getOrDefault(address, List.of()), span)));
    return findings;
  }

  /** The first failure ends all of it. */
  private Map<Address, Map<ExplorerList, Walked>> walked(Set<Address> addresses, Span span) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<Address, Map<ExplorerList, Future<Walked>>> begun = new LinkedHashMap<>();
      for (Address address : addresses.stream().sorted().toList()) {
        Map<ExplorerList, Future<Walked>> own = new LinkedHashMap<>();
        Arrays.stream(ExplorerList.values())
            .filter(list -> list.mayReach(span))
            .map(list -> new ExplorerWalk(pages, list, address, span, most))
            .forEach(walk -> own.put(walk.list(), threads.submit(walk::walk)));
        begun.put(address, own);
      }
      return ended(begun, threads);
    }
  }

  private static Map<Address, Map<ExplorerList, Walked>> ended(
      Map<Address, Map<ExplorerList, Future<Walked>>> begun, ExecutorService threads) {
    try {
      Map<Address, Map<ExplorerList, Walked>> ended = new LinkedHashMap<>();
      for (var own : begun.entrySet()) {
        Map<ExplorerList, Walked> lists = new LinkedHashMap<>();
        for (var list : own.getValue().entrySet()) {
          lists.put(list.getKey(), list.getValue().get());
        }
        ended.put(own.getKey(), lists);
      }
      return ended;
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable("interrupted while looking for transactions", e);
    }
  }

  private static List<ExplorerRow.Moved> moved(Map<ExplorerList, Walked> found) {
    return found.values().stream()
        .flatMap(walked -> walked.rows().stream())
        .filter(ExplorerRow.Moved.class::isInstance)
        .map(ExplorerRow.Moved.class::cast)
        .toList();
  }

  private Map<ExplorerList, Walked> mattering(Map<ExplorerList, Walked> found) {
    if (!besideLogs || !isBusy(found)) {
      return found;
    }
    Map<ExplorerList, Walked> others = new LinkedHashMap<>(found);
    others.remove(ExplorerList.TOKENS);
    return others;
  }

  private boolean isBusy(Map<ExplorerList, Walked> found) {
    return found.values().stream().anyMatch(Walked::isTooLong)
        || moved(found).stream().map(ExplorerRow.Moved::tx).distinct().count() > most;
  }

  private Finding finding(Map<ExplorerList, Walked> found, List<String> contradictions, Span span) {
    if (isBusy(found)) {
      return new Finding(Set.of(), List.of(), true);
    }
    Set<TxId> transactions = new HashSet<>();
    moved(found).forEach(row -> transactions.add(row.tx()));
    Set<Long> credits = new HashSet<>();
    Set<String> gaps = new LinkedHashSet<>();
    found.forEach((list, walked) -> {
      gaps.addAll(walked.gaps());
      walked.rows().stream()
          .filter(ExplorerRow.Credited.class::isInstance)
          .forEach(row -> credits.addAll(credits(list, row.height(), span)));
    });
    gaps.addAll(contradictions);
    return new Finding(transactions, credits, new ArrayList<>(gaps), false);
  }

  /** An uncle is listed by its own height, and paid in one of the blocks that may name it. */
  private static List<Long> credits(ExplorerList list, long height, Span span) {
    return list == ExplorerList.UNCLES
        ? LongStream.rangeClosed(height + 1, height + OLDEST_UNCLE)
            .filter(block -> block <= span.to())
            .boxed()
            .toList()
        : List.of(height);
  }
}
