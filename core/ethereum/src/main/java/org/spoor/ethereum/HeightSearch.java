package org.spoor.ethereum;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Node;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.model.SpoorException;

/**
 * Finds a block by its time.
 *
 * @param last up to which it is looked for
 */
record HeightSearch(Node node, BlockHeader last) {

  /** How many blocks are asked for at a time. */
  private static final int PROBES = 32;

  /**
   * The last block that is not later.
   *
   * @throws SpoorException INVALID_INPUT if the chain began later; UNAVAILABLE if it is not told,
   *     as where nobody is asked and it was not looked for before
   */
  long at(Instant time) {
    if (last.time().isBefore(time)) {
      throw SpoorException.unavailable(
          "%s is after the last block known to be final, %d of %s"
              .formatted(time, last.height(), last.time()));
    }
    try {
      return found(time);
    } catch (SpoorException failed) {
      if (failed.kind() != SpoorException.Kind.UNAVAILABLE || Budget.isSpent(failed)) {
        throw failed;
      }
      throw SpoorException.unavailable(
          "which block was the last one at %s is not known: %s"
              .formatted(time, failed.getMessage()),
          failed);
    }
  }

  private long found(Instant time) {
    if (headers(List.of(0L)).getFirst().time().isAfter(time)) {
      throw SpoorException.invalidInput("ethereum has no block as early as " + time);
    }
    return between(0, last.height(), time);
  }

  private long between(long first, long end, Instant time) {
    long low = first;
    long high = end;
    while (high > low) {
      for (BlockHeader header : headers(inside(low, high))) {
        if (header.time().isAfter(time)) {
          high = Math.min(high, header.height() - 1);
        } else {
          low = Math.max(low, header.height());
        }
      }
    }
    return low;
  }

  private static List<Long> inside(long low, long high) {
    long step = Math.max(1, (high - low) / PROBES);
    return IntStream.rangeClosed(1, PROBES)
        .mapToObj(i -> low + i * step)
        .filter(height -> height <= high)
        .toList();
  }

  private List<BlockHeader> headers(List<Long> heights) {
    return Calls.read(node, heights.stream().map(Calls::header).toList(), Blocks::header);
  }
}
