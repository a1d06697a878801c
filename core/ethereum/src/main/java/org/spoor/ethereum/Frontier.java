package org.spoor.ethereum;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;

/**
 * Fetches histories in groups, so that a level of a trace costs as many round trips as one address.
 *
 * <p>What is only expected waits a moment for company; what is asked goes at once and takes along
 * all that waits.
 */
final class Frontier implements AutoCloseable {

  private static final Duration MOMENT = Duration.ofMillis(8);

  /** Addresses of a group: a filter with more of them is refused by some nodes. */
  private static final int GROUP = 200;

  private static final int GROUPS_AT_ONCE = 8;

  private final Function<Set<Address>, Map<Address, History>> fetch;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(GROUPS_AT_ONCE);
  private final Map<Address, CompletableFuture<History>> histories = new ConcurrentHashMap<>();
  private final Set<Address> waiting = new LinkedHashSet<>();

  /** Addresses that were asked for by themselves. */
  private final Set<Address> lone = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final BooleanSupplier asking;

  /**
   * @param asking whether answers have to be asked for at all: while the cache answers everything,
   *     nothing that is only expected is worth a call
   */
  Frontier(Function<Set<Address>, Map<Address, History>> fetch, BooleanSupplier asking) {
    this.fetch = fetch;
    this.asking = asking;
  }

  /** Says that these histories may be asked for soon. */
  void expect(Collection<Address> addresses) {
    synchronized (waiting) {
      for (Address address : addresses) {
        if (histories.putIfAbsent(address, new CompletableFuture<>()) == null) {
          waiting.add(address);
        }
      }
    }
    if (asking.getAsBoolean() && scheduled.compareAndSet(false, true)) {
      threads.execute(this::launchInAMoment);
    }
  }

  /**
   * @throws SpoorException if it cannot be read
   */
  History ask(Address address) {
    expect(Set.of(address));
    launchWith(address);
    CompletableFuture<History> expected = promised(address);
    try {
      return expected.join();
    } catch (CompletionException failed) {
      if (lone.contains(address)) {
        return Together.joined(expected);
      }
      // Others of the group may have failed it: it is asked for itself, by one of those who wait.
      if (histories.replace(address, expected, new CompletableFuture<>())) {
        run(Set.of(address));
      }
      return Together.joined(promised(address));
    }
  }

  private void launchInAMoment() {
    try {
      Thread.sleep(MOMENT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    scheduled.set(false);
    launch(Optional.empty());
  }

  private void launchWith(Address address) {
    boolean alone = !asking.getAsBoolean();
    synchronized (waiting) {
      if (!waiting.contains(address)) {
        return;
      }
      if (alone) {
        waiting.remove(address);
      }
    }
    if (alone) {
      run(Set.of(address));
    } else {
      launch(Optional.of(address));
    }
  }

  /** Sends all that waits on its way, {@code first} in the first group. */
  private void launch(Optional<Address> first) {
    Optional<Address> leading = first;
    for (Set<Address> group = take(leading); !group.isEmpty(); group = take(Optional.empty())) {
      Set<Address> ready = group;
      threads.execute(() -> runInTurn(ready));
    }
  }

  private Set<Address> take(Optional<Address> first) {
    Set<Address> group = new LinkedHashSet<>();
    synchronized (waiting) {
      first.filter(waiting::contains).ifPresent(group::add);
      waiting.stream().filter(a -> !group.contains(a)).limit(GROUP - 1L).forEach(group::add);
      waiting.removeAll(group);
    }
    return group;
  }

  private void runInTurn(Set<Address> group) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(group, SpoorException.unavailable("interrupted while reading histories", e));
      return;
    }
    try {
      run(group);
    } finally {
      places.release();
    }
  }

  /** Whatever went wrong, errors too, is told to those who wait: else they would wait for ever. */
  @SuppressWarnings("CatchingUnchecked")
  private void run(Set<Address> group) {
    if (group.size() == 1) {
      lone.addAll(group);
    }
    try {
      Map<Address, History> found = fetch.apply(group);
      group.forEach(address -> promised(address).complete(found.get(address)));
    } catch (RuntimeException | Error failed) {
      fail(group, failed);
    }
  }

  private void fail(Set<Address> group, Throwable failed) {
    group.forEach(address -> promised(address).completeExceptionally(failed));
  }

  private CompletableFuture<History> promised(Address address) {
    return histories.computeIfAbsent(address, key -> new CompletableFuture<>());
  }

  /** Stops fetching what nobody has asked for. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
