package org.spoor.app.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.spoor.app.terminal.AmountText;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore;

/**
 * The graph store beside a trace: it comes up while the trace works, and its failure waits until
 * the result has been shown.
 */
final class SideStore implements AutoCloseable {

  private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

  private final Optional<CompletableFuture<FlowGraphStore>> opening;
  private final String place;
  private final List<String> saved = new ArrayList<>();
  private Optional<SpoorException> failure = Optional.empty();

  private SideStore(Optional<CompletableFuture<FlowGraphStore>> opening, String place) {
    this.opening = opening;
    this.place = place;
  }

  /** Nothing is stored. */
  static SideStore none() {
    return new SideStore(Optional.empty(), "");
  }

  /**
   * Begins to open the store.
   *
   * @param place where it is, as people say it
   */
  static SideStore opening(Supplier<FlowGraphStore> store, String place) {
    return new SideStore(Optional.of(CompletableFuture.supplyAsync(store, VIRTUAL_THREADS)), place);
  }

  /** Stores a run, unless an earlier one could not be stored. */
  void save(FlowGraph graph) {
    if (failure.isPresent()) {
      return;
    }
    try {
      opening.map(SideStore::opened).ifPresent(store -> saved.add(words(store.save(graph))));
    } catch (SpoorException e) {
      failure = Optional.of(e);
    }
  }

  private static FlowGraphStore opened(CompletableFuture<FlowGraphStore> opening) {
    try {
      return opening.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static String words(FlowGraphStore.Saved saved) {
    long created = saved.nodesCreated() + saved.relationshipsCreated();
    return created == 0
        ? "trace %s was there already, nothing added".formatted(saved.traceId())
        : "trace %s, %s nodes and %s relationships added"
            .formatted(
                saved.traceId(),
                AmountText.count(saved.nodesCreated()),
                AmountText.count(saved.relationshipsCreated()));
  }

  /**
   * What was stored where; nothing if nothing was to be.
   *
   * @throws SpoorException if a run could not be stored
   */
  List<String> report() {
    failure.ifPresent(e -> {
      throw e.kind() == SpoorException.Kind.UNAVAILABLE
          ? SpoorException.unavailable("the result is not stored: " + e.getMessage(), e)
          : e;
    });
    List<String> lines = new ArrayList<>();
    if (!saved.isEmpty()) {
      lines.addAll(List.of("", "STORED in " + place));
      saved.forEach(words -> lines.add("  " + words));
    }
    return lines;
  }

  @Override
  public void close() {
    opening
        .filter(future -> future.isDone() && !future.isCompletedExceptionally())
        .ifPresent(future -> future.join().close());
  }
}
