package org.spoor.bitcoin.blockfile;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitcoinj.base.Sha256Hash;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.parse.Network;

/**
 * The blocks that count, by height: from the first block on those that took the most work in all;
 * where two ends took the same, the one without gaps, then the one that was written first.
 *
 * <p>Where a block is missing altogether, what follows it is placed by the heights that coinbases
 * name, above the best that is known below.
 */
final class BestChain {

  private static final class Link {

    private final Row row;
    private final @Nullable Link below;
    private final long height;
    private final BigInteger work;
    private final int gaps;

    Link(Row row, @Nullable Link below, long height) {
      this.row = row;
      this.below = below;
      this.height = height;
      BigInteger before = below == null ? BigInteger.ZERO : below.work;
      this.work = before.add(row.header().work());
      this.gaps = gaps();
    }

    private int gaps() {
      long expected = below == null ? 0 : below.height + 1;
      return (below == null ? 0 : below.gaps) + (height == expected ? 0 : 1);
    }

    boolean isBetterThan(Link other) {
      int byWork = work.compareTo(other.work);
      int byGaps = Integer.compare(other.gaps, gaps);
      boolean isEarlier = row.place().packed() < other.row.place().packed();
      return byWork != 0 ? byWork > 0 : byGaps > 0 || (byGaps == 0 && isEarlier);
    }
  }

  private final Map<Sha256Hash, Row> blocks = new HashMap<>();
  private final Map<Sha256Hash, List<Row>> followers = new HashMap<>();
  private final TreeMap<Long, Row> chain = new TreeMap<>();
  private @Nullable Link best;
  private final int stale;
  private int placed;
  private long[] places = {};
  private long[] heights = {};

  BestChain(List<Row> rows, Network network) {
    rows.stream().sorted(Comparator.comparingLong(row -> row.place().packed())).forEach(this::add);
    blocks
        .values()
        .forEach(row ->
            followers.computeIfAbsent(row.header().previous(), _ -> new ArrayList<>()).add(row));
    Optional.ofNullable(blocks.get(Sha256Hash.wrap(network.genesis())))
        .ifPresent(row -> place(new Link(row, null, 0)));
    loose().forEach(row -> place(new Link(row, upTo(height(row) - 2), height(row))));
    for (Link link = best; link != null; link = link.below) {
      chain.put(link.height, link.row);
    }
    stale = placed - chain.size();
    dropUnreadableEnd();
    sortPlaces();
  }

  /** Of two copies of a block the whole one counts, of equal ones the first. */
  private void add(Row row) {
    blocks.merge(row.header().hash(), row, (a, b) -> a.whole() || !b.whole() ? a : b);
  }

  /** Blocks without the one before, that name their height; lowest first. */
  private List<Row> loose() {
    return blocks.values().stream()
        .filter(row -> row.claimed().isPresent())
        .filter(row -> !blocks.containsKey(row.header().previous()))
        .sorted(
            Comparator.comparingLong(BestChain::height)
                .thenComparingLong(row -> row.place().packed()))
        .toList();
  }

  private static long height(Row row) {
    return row.claimed().orElseThrow();
  }

  /** What is the best so far, as far as it is not above a height. */
  private @Nullable Link upTo(long height) {
    Link link = best;
    while (link != null && link.height > height) {
      link = link.below;
    }
    return link;
  }

  /** Places a block and all that follow it. */
  private void place(Link first) {
    Deque<Link> waiting = new ArrayDeque<>(List.of(first));
    while (!waiting.isEmpty()) {
      Link link = waiting.removeFirst();
      placed++;
      if (best == null || link.isBetterThan(best)) {
        best = link;
      }
      followers
          .getOrDefault(link.row.header().hash(), List.of())
          .forEach(row -> waiting.addLast(new Link(row, link, link.height + 1)));
    }
  }

  /**
   * Leaves later blocks out.
   *
   * @param height at or above the first block
   */
  void endAt(long height) {
    chain.tailMap(height, false).clear();
    dropUnreadableEnd();
    sortPlaces();
  }

  /** The last block may not be written to its end yet: what is told is as of the one before. */
  private void dropUnreadableEnd() {
    while (!chain.isEmpty() && !tip().whole()) {
      chain.pollLastEntry();
    }
  }

  private void sortPlaces() {
    TreeMap<Long, Long> sorted = new TreeMap<>();
    chain.forEach((height, row) -> {
      if (row.whole()) {
        sorted.put(row.place().packed(), height);
      }
    });
    places = sorted.keySet().stream().mapToLong(place -> place).toArray();
    heights = sorted.values().stream().mapToLong(height -> height).toArray();
  }

  boolean isEmpty() {
    return chain.isEmpty();
  }

  long tipHeight() {
    return chain.lastKey();
  }

  Row tip() {
    return chain.lastEntry().getValue();
  }

  /** The block at a height, if its transactions can be read. */
  Optional<Row> at(long height) {
    return Optional.ofNullable(chain.get(height)).filter(Row::whole);
  }

  /** The height of the block that a place lies in, if it is of this chain. */
  Optional<Long> heightOf(Place place) {
    int found = Arrays.binarySearch(places, place.packed());
    int block = found >= 0 ? found : -found - 2;
    return block < 0
        ? Optional.empty()
        : Optional.of(heights[block]).filter(height -> at(height).orElseThrow().holds(place));
  }

  /** Heights up to the tip whose transactions cannot be read. */
  List<Long> missing() {
    List<Long> missing = new ArrayList<>();
    for (long height = 0; height <= tipHeight(); height++) {
      if (at(height).isEmpty()) {
        missing.add(height);
      }
    }
    return missing;
  }

  /** Blocks that were given up for others. */
  int stale() {
    return stale;
  }

  /** Blocks whose place in the chain is not known. */
  int unplaced() {
    return blocks.size() - placed;
  }
}
