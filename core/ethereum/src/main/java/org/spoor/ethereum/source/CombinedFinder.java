package org.spoor.ethereum.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * Several finders at the same time, whose findings are united.
 *
 * <p>Finders of a kind look for the same, so that what one could not see is no gap if another
 * could.
 */
public final class CombinedFinder implements Finder {

  private final List<Finder> ether;
  private final List<Finder> tokens;

  /**
   * @param ether finders of native value; none if it cannot be looked for
   * @param tokens finders of token transfers; none if they cannot be looked for
   */
  public CombinedFinder(List<Finder> ether, List<Finder> tokens) {
    this.ether = List.copyOf(ether);
    this.tokens = List.copyOf(tokens);
  }

  @Override
  public String name() {
    return Stream.concat(ether.stream(), tokens.stream())
        .map(Finder::name)
        .collect(Collectors.joining("+"));
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<Address, Finding>>> ofEther = start(threads, ether, addresses, span);
      List<Future<Map<Address, Finding>>> ofTokens = start(threads, tokens, addresses, span);
      return united(addresses, ended(ofEther), ended(ofTokens));
    }
  }

  private static List<Future<Map<Address, Finding>>> start(
      ExecutorService threads, List<Finder> finders, Set<Address> addresses, Span span) {
    return finders.stream().map(f -> threads.submit(() -> f.find(addresses, span))).toList();
  }

  private static List<Map<Address, Finding>> ended(List<Future<Map<Address, Finding>>> started) {
    return started.stream().map(CombinedFinder::ended).toList();
  }

  private static Map<Address, Finding> ended(Future<Map<Address, Finding>> search) {
    try {
      return search.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking for transactions", e);
    }
  }

  private static Map<Address, Finding> united(
      Set<Address> addresses,
      List<Map<Address, Finding>> ether,
      List<Map<Address, Finding>> tokens) {
    Map<Address, Finding> united = new HashMap<>();
    for (Address address : addresses) {
      united.put(address, united(of(address, ether), of(address, tokens)));
    }
    return Map.copyOf(united);
  }

  private static List<Finding> of(Address address, List<Map<Address, Finding>> found) {
    return found.stream().map(each -> Objects.requireNonNull(each.get(address))).toList();
  }

  private static Finding united(List<Finding> ether, List<Finding> tokens) {
    List<Finding> all = Stream.concat(ether.stream(), tokens.stream()).toList();
    if (all.stream().anyMatch(Finding::tooBusy)) {
      return Finding.TOO_BUSY;
    }
    Set<TxId> transactions = new HashSet<>();
    Set<Long> credits = new HashSet<>();
    all.forEach(finding -> transactions.addAll(finding.transactions()));
    all.forEach(finding -> credits.addAll(finding.credits()));
    List<String> gaps = new ArrayList<>(gaps(ether, "ether that moves is not looked for"));
    gaps.addAll(gaps(tokens, "transfers of tokens are not looked for"));
    boolean isLasting = all.stream().allMatch(Finding::isLasting);
    return new Finding(transactions, credits, gaps, false, isLasting);
  }

  private static Set<String> gaps(List<Finding> alike, String none) {
    if (alike.isEmpty()) {
      return Set.of(none);
    }
    return alike.stream().anyMatch(finding -> finding.gaps().isEmpty())
        ? Set.of()
        : alike.stream()
            .flatMap(finding -> finding.gaps().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
