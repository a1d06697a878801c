package org.spoor.engine.trace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** The thefts on one account chain, in order of position. */
final class Seeds {

  /**
   * All that an address holds of an asset at {@code position} is stolen.
   *
   * @param time of the address's last event up to there
   */
  record Holding(ChainPosition position, Instant time, Address address, Asset asset, int origin) {}

  /** A stolen transfer. */
  record Stolen(Transfer transfer, int origin) {}

  private final List<Stolen> stolen = new ArrayList<>();
  private final Deque<Holding> holdings = new ArrayDeque<>();
  private int next;

  Seeds(List<Stolen> stolen, List<Holding> holdings) {
    stolen.stream()
        .sorted(
            Comparator.comparing((Stolen seed) -> seed.transfer().position())
                .thenComparingInt(Stolen::origin))
        .forEach(this.stolen::add);
    holdings.stream()
        .sorted(Comparator.comparing(Holding::position).thenComparingInt(Holding::origin))
        .forEach(this.holdings::add);
  }

  List<Transfer> transfers() {
    return stolen.stream().map(Stolen::transfer).distinct().toList();
  }

  /** The position of the first theft, if there is any. */
  Optional<ChainPosition> start() {
    return Stream.concat(
            stolen.stream().map(seed -> seed.transfer().position()),
            holdings.stream().map(Holding::position))
        .min(Comparator.naturalOrder());
  }

  /** Whether an event is a theft. Events come in order. */
  boolean name(Transfer transfer) {
    return next < stolen.size() && !originsOf(transfer).isEmpty();
  }

  /**
   * The theft sources that name an event, in order; none if it is no theft. Events come in order.
   */
  List<Integer> originsOf(Transfer transfer) {
    if (next == stolen.size()) {
      return List.of();
    }
    while (next < stolen.size() && at(next).compareTo(transfer.position()) < 0) {
      next++;
    }
    if (next == stolen.size() || !at(next).equals(transfer.position())) {
      return List.of();
    }
    return stolen.subList(next, stolen.size()).stream()
        .takeWhile(seed -> seed.transfer().position().equals(transfer.position()))
        .map(Stolen::origin)
        .toList();
  }

  private ChainPosition at(int index) {
    return stolen.get(index).transfer().position();
  }

  @Nullable Holding nextHolding() {
    return holdings.peek();
  }

  Holding holding() {
    return holdings.element();
  }

  /**
   * @throws NoSuchElementException if there is none
   */
  Holding takeHolding() {
    return holdings.remove();
  }
}
