package org.spoor.engine.trace;

import java.util.Arrays;
import java.util.List;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.ChainPosition;

/**
 * A sorted list of events, read from one end to the other.
 *
 * <p>Positions are copied out of the events into arrays, some hundreds at a time: merging then
 * compares neighbouring words instead of chasing references into a cold part of the heap, and the
 * events, read in a row, are at hand when their turn comes.
 */
class Feed {

  private static final int AHEAD = 256;

  private final Transfer[] events;

  /** Height and transaction index of each event in one word that sorts like the two. */
  private final long[] blocks;

  private final int[] indices;
  private int next;

  /** Behind the last event whose position was copied; the next one's and its neighbours' are. */
  private int copied;

  Feed(List<Transfer> history) {
    this.events = history.toArray(new Transfer[0]);
    this.blocks = new long[events.length];
    this.indices = new int[events.length];
    copy();
  }

  private void copy() {
    int end = Math.min(events.length, copied + AHEAD);
    for (int i = copied; i < end; i++) {
      ChainPosition position = events[i].position();
      blocks[i] = block(position);
      indices[i] = position.event();
    }
    copied = end;
  }

  private static long block(ChainPosition position) {
    return position.height() << 31 | position.transaction();
  }

  final boolean hasNext() {
    return next < blocks.length;
  }

  final Transfer next() {
    return events[next];
  }

  final long nextBlock() {
    return blocks[next];
  }

  final int nextEvent() {
    return indices[next];
  }

  final void advance() {
    if (++next + 1 >= copied && copied < events.length) {
      copy();
    }
  }

  /** The events not read yet. */
  final List<Transfer> rest() {
    return Arrays.asList(events).subList(Math.min(next, events.length), events.length);
  }

  /** All events of the transaction that the next event belongs to. */
  final List<Transfer> transaction() {
    int first = next;
    while (first > 0 && block(events[first - 1].position()) == blocks[next]) {
      first--;
    }
    int end = next + 1;
    while (end < events.length && block(events[end].position()) == blocks[next]) {
      end++;
    }
    return Arrays.asList(events).subList(first, end);
  }

  /** Whether the next event is not the only one of its transaction. */
  final boolean isOneOfSeveral() {
    return (next > 0 && hasNext() && blocks[next - 1] == blocks[next])
        || (next + 1 < blocks.length && blocks[next + 1] == blocks[next]);
  }

  /** Goes on to the first event behind {@code position}. */
  final void skipTo(ChainPosition position) {
    int low = next;
    int high = events.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events[middle].position().compareTo(position) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    next = low;
    copied = Math.max(copied, next - 1);
    copy();
  }

  final boolean isAt(long block, int event) {
    return next < blocks.length && blocks[next] == block && indices[next] == event;
  }
}
