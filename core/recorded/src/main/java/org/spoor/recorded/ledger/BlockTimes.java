package org.spoor.recorded.ledger;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.value.Chain;

/** Looks for blocks whose time cannot be, seen from the recorded block before. */
final class BlockTimes {

  private final String file;
  private final Map<Chain, Stated> last = new EnumMap<>(Chain.class);
  private final Map<Chain, Impossible> found = new EnumMap<>(Chain.class);

  BlockTimes(String file) {
    this.file = file;
  }

  /**
   * The time of a block, as a line of the file has it.
   *
   * @param line from 1
   */
  record Stated(Chain chain, long height, Instant time, long line) {}

  private record Impossible(Stated before, Stated first, int count) {

    private Impossible oneMore() {
      return new Impossible(before, first, count + 1);
    }
  }

  /** Takes what stands next in the order of a chain. */
  void next(Stated stated) {
    Optional.ofNullable(last.put(stated.chain(), stated))
        .filter(before -> before.height() != stated.height())
        .filter(before -> !stated.chain().canFollow(before.time(), stated.time()))
        .ifPresent(before ->
            found.merge(
                stated.chain(), new Impossible(before, stated, 1), (known, _) -> known.oneMore()));
  }

  /** What a reader of results has to know of the times, one sentence a chain. */
  List<String> remarks() {
    return found.values().stream().map(this::remark).toList();
  }

  private String remark(Impossible times) {
    Stated first = times.first();
    Stated before = times.before();
    return "%s: %d block times of %s cannot be, first in line %d: block %d of %s, after block %d of %s"
        .formatted(
            file,
            times.count(),
            first.chain(),
            first.line(),
            first.height(),
            first.time(),
            before.height(),
            before.time());
  }
}
