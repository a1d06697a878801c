package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Merges feeds by position: a heap of four children a node whose root has the earliest next event.
 *
 * <p>A feed may be moved on while it is in the heap: it then stands too early, never too late, and
 * is put right when it comes to the root.
 */
final class FeedHeap {

  private final List<Feed> feeds = new ArrayList<>();

  /**
   * Two words a node: the block and transaction of its feed's next event, then the event and the
   * feed's number. The four children of a node fill one cache line.
   */
  private long[] nodes = new long[128];

  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  Feed first() {
    return feeds.get((int) nodes[1]);
  }

  /** Takes a feed in, unless it has ended. */
  void add(Feed feed) {
    if (!feed.hasNext()) {
      return;
    }
    if (2 * size == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodes.length);
    }
    long block = feed.nextBlock();
    long rest = (long) feed.nextEvent() << 32 | feeds.size();
    feeds.add(feed);
    int at = size++;
    while (at > 0 && isBefore(block, rest, (at - 1) >>> 2)) {
      move((at - 1) >>> 2, at);
      at = (at - 1) >>> 2;
    }
    put(block, rest, at);
  }

  /** Moves the root to its next event. */
  void advanceFirst() {
    first().advance();
    do {
      settle();
    } while (size > 0 && isStale());
  }

  private void settle() {
    Feed feed = first();
    if (feed.hasNext()) {
      sink(feed.nextBlock(), (long) feed.nextEvent() << 32 | (int) nodes[1]);
    } else if (--size > 0) {
      sink(nodes[2 * size], nodes[2 * size + 1]);
    }
  }

  /** Whether the root was moved on since it was put in its place. */
  private boolean isStale() {
    Feed root = first();
    return !root.isAt(nodes[0], (int) (nodes[1] >>> 32));
  }

  private void sink(long block, long rest) {
    int at = 0;
    for (int child = 1; child < size; child = 4 * at + 1) {
      int least = child;
      int end = Math.min(child + 4, size);
      for (int other = child + 1; other < end; other++) {
        if (isBefore(nodes[2 * other], nodes[2 * other + 1], least)) {
          least = other;
        }
      }
      if (!isBefore(nodes[2 * least], nodes[2 * least + 1], block, rest)) {
        break;
      }
      move(least, at);
      at = least;
    }
    put(block, rest, at);
  }

  private boolean isBefore(long block, long rest, int other) {
    return isBefore(block, rest, nodes[2 * other], nodes[2 * other + 1]);
  }

  private static boolean isBefore(long block, long rest, long otherBlock, long otherRest) {
    return block < otherBlock || (block == otherBlock && rest < otherRest);
  }

  private void move(int from, int to) {
    put(nodes[2 * from], nodes[2 * from + 1], to);
  }

  private void put(long block, long rest, int at) {
    nodes[2 * at] = block;
    nodes[2 * at + 1] = rest;
  }
}
