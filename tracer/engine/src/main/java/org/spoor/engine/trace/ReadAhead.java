package org.spoor.engine.trace;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;

/**
 * A chain reader that fetches what is expected to be asked while the asker still works.
 *
 * <p>What is really asked never waits behind what is only expected: the asking thread takes the
 * fetch over. Answers are kept, so a second run over the same reader asks nothing again.
 */
public final class ReadAhead extends ForwardingReader implements AutoCloseable {

  private record Output(OutPoint output, ChainPosition created) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places;
  private final Map<Address, FutureTask<List<Transfer>>> histories = new ConcurrentHashMap<>();
  private final Map<Output, FutureTask<Spend>> spends = new ConcurrentHashMap<>();

  /**
   * @param atOnce how many expected answers are fetched at the same time
   */
  public ReadAhead(ChainReader source, int atOnce) {
    super(source);
    this.places = new Semaphore(atOnce);
  }

  @Override
  public boolean readsAhead() {
    return true;
  }

  @Override
  public void expect(Collection<Address> addresses) {
    addresses.forEach(address -> expect(histories, address, () -> source.history(address)));
  }

  @Override
  public void expectSpends(Collection<OutPoint> outputs, ChainPosition created) {
    outputs.forEach(
        output -> expect(spends, new Output(output, created), () -> source.spend(output, created)));
  }

  @Override
  public List<Transfer> history(Address address) {
    return ask(histories, address, () -> source.history(address));
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return ask(spends, new Output(output, created), () -> source.spend(output, created));
  }

  private <K, V> void expect(Map<K, FutureTask<V>> answers, K key, Supplier<V> fetch) {
    FutureTask<V> task = new FutureTask<>(fetch::get);
    if (answers.putIfAbsent(key, task) == null) {
      threads.execute(() -> runInTurn(task));
    }
  }

  private void runInTurn(FutureTask<?> task) {
    try {
      places.acquire();
      try {
        task.run();
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <K, V> V ask(Map<K, FutureTask<V>> answers, K key, Supplier<V> fetch) {
    FutureTask<V> own = new FutureTask<>(fetch::get);
    FutureTask<V> expected = answers.putIfAbsent(key, own);
    if (expected != null) {
      try {
        return answer(expected, key);
      } catch (ExecutionException e) {
        // What was only expected has failed: a passing fault must not become the answer.
        answers.replace(key, expected, own);
      }
    }
    try {
      return answer(own, key);
    } catch (ExecutionException e) {
      answers.remove(key, own);
      if (e.getCause() instanceof SpoorException known) {
        throw known;
      }
      throw new IllegalStateException("reading " + key, e.getCause());
    }
  }

  private static <V> V answer(FutureTask<V> task, Object key) throws ExecutionException {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable("interrupted while reading " + key);
    }
  }

  /** Stops fetching what nobody has asked for. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
