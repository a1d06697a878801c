package org.spoor.recorded.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.TxId;
import org.spoor.recorded.file.CaseFile;

/**
 * Gives every transaction of one UTXO chain a position: the stated one, or one behind its parents
 * and behind all that is stated in the block of its time.
 */
final class UtxoPlacing {

  private final CaseFile file;
  private final List<Placed> placed = new ArrayList<>();
  private final Map<ChainPosition, UtxoDraft> taken = new HashMap<>();
  private final Map<Long, Integer> nextIndex = new HashMap<>();
  private final Map<TxId, Long> heights = new HashMap<>();
  private final NavigableMap<Instant, Long> heightAt = new TreeMap<>();

  private UtxoPlacing(CaseFile file) {
    this.file = file;
  }

  /** A transaction with its position. */
  record Placed(UtxoDraft draft, ChainPosition position) {}

  /** The transactions of one chain, in order of position. */
  static List<Placed> place(CaseFile file, List<UtxoDraft> drafts) {
    UtxoPlacing placing = new UtxoPlacing(file);
    List<UtxoDraft> open = new ArrayList<>();
    drafts.stream().filter(UtxoPlacing::isStated).forEach(placing::placeStated);
    drafts.stream().filter(d -> !isStated(d)).forEach(d -> placing.placeCoinbaseOr(open, d));
    placing.timeBlocks(drafts);
    placing.placeBehindParents(open);
    placing.placed.sort(Comparator.comparing(Placed::position));
    return placing.placed;
  }

  private static boolean isStated(UtxoDraft draft) {
    return draft.height().isPresent() && draft.index().isPresent();
  }

  private void placeStated(UtxoDraft draft) {
    ChainPosition position =
        new ChainPosition(draft.height().orElseThrow(), draft.index().orElseThrow(), 0);
    UtxoDraft other = taken.get(position);
    if (other != null) {
      throw file.contradiction(
          draft.line(),
          ", transaction '%s', field index: %d is the place of '%s' in block %d"
              .formatted(draft.id(), position.transaction(), other.id(), position.height()));
    }
    place(draft, position);
  }

  /** A block's coinbase is its first transaction. */
  private void placeCoinbaseOr(List<UtxoDraft> open, UtxoDraft draft) {
    boolean first = draft.isCoinbase() && draft.height().isPresent();
    ChainPosition start = ChainPosition.startOf(draft.height().orElse(0));
    if (first && !taken.containsKey(start)) {
      place(draft, start);
    } else {
      open.add(draft);
    }
  }

  private void place(UtxoDraft draft, ChainPosition position) {
    taken.put(position, draft);
    nextIndex.merge(position.height(), position.transaction() + 1, Math::max);
    heights.put(draft.id(), position.height());
    placed.add(new Placed(draft, position));
  }

  /** Block times go up and down: what counts is the highest block up to a time. */
  private void timeBlocks(List<UtxoDraft> drafts) {
    long highest = 0;
    List<UtxoDraft> inTime =
        drafts.stream()
            .filter(d -> d.height().isPresent())
            .sorted(Comparator.comparing(UtxoDraft::time))
            .toList();
    for (UtxoDraft draft : inTime) {
      highest = Math.max(highest, draft.height().orElseThrow());
      heightAt.put(draft.time(), highest);
    }
  }

  private void placeBehindParents(List<UtxoDraft> open) {
    List<UtxoDraft> ordered = ParentsFirst.order(open);
    ordered.forEach(this::placeNext);
    if (ordered.size() < open.size()) {
      Set<Long> lines = ordered.stream().map(UtxoDraft::line).collect(Collectors.toSet());
      open.stream()
          .filter(d -> !lines.contains(d.line()))
          .findFirst()
          .ifPresent(this::refuseCircle);
    }
  }

  private void placeNext(UtxoDraft draft) {
    Map.Entry<Instant, Long> block = heightAt.floorEntry(draft.time());
    long inTime = block == null ? 0 : block.getValue();
    long behindParents =
        draft.parents().mapToLong(p -> heights.getOrDefault(p, 0L)).reduce(inTime, Math::max);
    long height = draft.height().orElse(behindParents);
    boolean assumed = draft.height().isEmpty();
    place(draft, new ChainPosition(height, nextIndex.getOrDefault(height, 0), 0, assumed));
  }

  private void refuseCircle(UtxoDraft draft) {
    throw file.contradiction(
        draft.line(),
        ", transaction '%s', field inputs: it spends, over others, an output of its own"
            .formatted(draft.id()));
  }
}
