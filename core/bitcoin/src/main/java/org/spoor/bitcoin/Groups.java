package org.spoor.bitcoin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Questions that are asked in groups: whatever waits when one begins goes with it. What is asked
 * for goes before what is only expected. Answers are kept up to a size, the last used ones longest.
 * Thread-safe.
 */
final class Groups<K, V> implements AutoCloseable {

  private static final int MOST_PARTS = 400_000;

  private final Grouping grouping;
  private final Function<Set<K>, Map<K, V>> ask;
  private final ToIntFunction<V> parts;
  private final BiConsumer<K, V> answered;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedHashMap<K, CompletableFuture<V>> answers =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Set<K> wanted = new LinkedHashSet<>();
  private final Set<K> expected = new LinkedHashSet<>();
  private int held;
  private int asking;

  /**
   * @param ask has an answer to each
   * @param parts how much room an answer takes
   * @param answered told of each answer as it comes
   */
  Groups(
      Grouping grouping,
      Function<Set<K>, Map<K, V>> ask,
      ToIntFunction<V> parts,
      BiConsumer<K, V> answered) {
    this.grouping = grouping;
    this.ask = ask;
    this.parts = parts;
    this.answered = answered;
  }

  /** Says that these may be asked for soon; more than can be kept are not taken in. */
  synchronized void expect(Collection<K> keys) {
    for (K key : keys) {
      if (expected.size() < grouping.mostExpected() && !answers.containsKey(key)) {
        answers.put(key, new CompletableFuture<>());
        expected.add(key);
      }
    }
    begin();
  }

  /** The answer, waited for. What failed in a group is asked once more alone. */
  V get(K key) {
    try {
      return join(claim(key));
    } catch (RuntimeException failed) {
      return Objects.requireNonNull(ask.apply(Set.of(key)).get(key), () -> "no answer to " + key);
    }
  }

  private synchronized CompletableFuture<V> claim(K key) {
    CompletableFuture<V> answer = answers.computeIfAbsent(key, _ -> wanted(key));
    if (expected.remove(key)) {
      wanted.add(key);
    }
    begin();
    return answer;
  }

  private CompletableFuture<V> wanted(K key) {
    wanted.add(key);
    return new CompletableFuture<>();
  }

  private static <V> V join(CompletableFuture<V> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void begin() {
    if (asking < grouping.sideBySide() && isTime()) {
      asking++;
      threads.execute(this::askAll);
    }
  }

  private boolean isTime() {
    return !wanted.isEmpty() || (grouping.ahead() && !expected.isEmpty());
  }

  private void askAll() {
    for (Set<K> group = next(); !group.isEmpty(); group = next()) {
      askOne(group);
    }
  }

  private synchronized Set<K> next() {
    if (!isTime()) {
      asking--;
      return Set.of();
    }
    Set<K> group = new LinkedHashSet<>();
    for (Set<K> waiting : List.of(wanted, expected)) {
      Iterator<K> keys = waiting.iterator();
      while (keys.hasNext() && group.size() < grouping.largest()) {
        group.add(keys.next());
        keys.remove();
      }
    }
    return group;
  }

  private void askOne(Set<K> group) {
    try {
      Map<K, V> given = ask.apply(group);
      group.forEach(key -> {
        V answer = Objects.requireNonNull(given.get(key), () -> "no answer to " + key);
        keep(key, answer).complete(answer);
        answered.accept(key, answer);
      });
    } catch (RuntimeException | Error e) {
      List<CompletableFuture<V>> failed = drop(group);
      failed.forEach(answer -> answer.completeExceptionally(e));
      if (!grouping.ahead()) {
        expect(group);
      }
    }
  }

  private synchronized CompletableFuture<V> keep(K key, V answer) {
    CompletableFuture<V> own = Objects.requireNonNull(answers.get(key));
    held += parts.applyAsInt(answer);
    Iterator<Map.Entry<K, CompletableFuture<V>>> oldest = answers.entrySet().iterator();
    while (held > MOST_PARTS && oldest.hasNext()) {
      CompletableFuture<V> other = oldest.next().getValue();
      if (other.isDone()) {
        held -= parts.applyAsInt(other.join());
        oldest.remove();
      }
    }
    return own;
  }

  private synchronized List<CompletableFuture<V>> drop(Set<K> group) {
    List<CompletableFuture<V>> dropped = new ArrayList<>();
    for (K key : group) {
      CompletableFuture<V> answer = answers.get(key);
      if (answer != null && !answer.isDone()) {
        answers.remove(key);
        dropped.add(answer);
      }
    }
    return dropped;
  }

  /** Stops asking. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
