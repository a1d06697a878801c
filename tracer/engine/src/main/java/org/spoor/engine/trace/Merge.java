package org.spoor.engine.trace;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes the walks over several chains forward as one: by the running maximum of block time on each
 * chain, then by chain; the far side of a conversion never before its near side (definitions,
 * section 1).
 */
final class Merge {

  private static final Comparator<Walk> ORDER =
      Comparator.comparing(Walk::nextClock).thenComparing(walk -> walk.chain);

  private final List<Walk> walks;

  Merge(List<Walk> walks) {
    this.walks = walks;
  }

  void run() {
    if (walks.size() == 1) {
      while (walks.getFirst().hasNext()) {
        walks.getFirst().step();
      }
      return;
    }
    for (Optional<Walk> next = next(); next.isPresent(); next = next()) {
      next.get().advance();
    }
  }

  private Optional<Walk> next() {
    List<Walk> ready = walks.stream().filter(Walk::hasNext).toList();
    return ready.stream()
        .filter(walk -> !waits(walk))
        .min(ORDER)
        .or(() -> ready.stream().min(ORDER));
  }

  private boolean waits(Walk walk) {
    return walk.nextGains().stream()
        .anyMatch(gain ->
            walks.stream()
                .filter(other -> other != walk && other.chain == gain.tx.chain())
                .anyMatch(gain::isOpen));
  }
}
