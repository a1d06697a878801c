package org.spoor.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.spoor.model.SpoorException;

/** Does pieces of work side by side on virtual threads. */
public final class Together {

  private Together() {}

  /** Pieces of at most {@code size}, in order. */
  public static <T> List<List<T>> pieces(List<T> all, int size) {
    List<List<T>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      pieces.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return pieces;
  }

  /**
   * @return what the pieces gave, in their order
   * @throws SpoorException that of the first piece that failed, after all have ended
   */
  public static <A, B> List<B> map(List<A> pieces, Function<A, B> work) {
    if (pieces.size() == 1) {
      return List.of(work.apply(pieces.getFirst()));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<B>> begun =
          pieces.stream().map(piece -> threads.submit(() -> work.apply(piece))).toList();
      List<B> done = new ArrayList<>();
      for (Future<B> one : begun) {
        done.add(one.get());
      }
      return done;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable("interrupted");
    }
  }

  /**
   * What a future gives.
   *
   * @throws RuntimeException that with which it failed
   */
  public static <T> T joined(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
