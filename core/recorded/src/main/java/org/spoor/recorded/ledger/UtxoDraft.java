package org.spoor.recorded.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;
import org.spoor.recorded.ledger.BlockTimes.Stated;

/**
 * A line of {@code transactions.jsonl}, not yet compared with the others.
 *
 * @param line counted from 1
 */
public record UtxoDraft(
    long line,
    TxId id,
    OptionalLong height,
    OptionalInt index,
    Instant time,
    List<Input> inputs,
    List<Output> outputs) {

  /**
   * A spent output as the line gives it.
   *
   * @param owner none if the line does not say
   */
  record Input(OutPoint spent, Optional<Party> owner, Amount value) {}

  boolean isCoinbase() {
    return inputs.isEmpty();
  }

  /** The transactions that it spends from. */
  Stream<TxId> parents() {
    return inputs.stream().map(input -> input.spent().tx()).distinct();
  }

  /** What a reader of results has to know of these lines. */
  public static List<String> remarks(List<UtxoDraft> drafts) {
    long heights = drafts.stream().filter(d -> d.height().isEmpty()).count();
    long indices =
        drafts.stream().filter(d -> d.height().isPresent() && d.index().isEmpty()).count();
    long labels = drafts.stream().filter(d -> !d.id().isHash()).count();
    return Stream.of(
            remark(
                heights, "transactions have no height: they were put after their parents, by time"),
            remark(
                indices, "transactions have no index: the file's order within a block was taken"),
            remark(labels, "transactions bear a label instead of a hash"),
            times(drafts).stream())
        .flatMap(remarks -> remarks)
        .toList();
  }

  private static List<String> times(List<UtxoDraft> drafts) {
    BlockTimes times = new BlockTimes(TransactionsFile.NAME);
    drafts.stream()
        .flatMap(draft -> draft.height().stream().mapToObj(draft::statedIn))
        .sorted(Comparator.comparingLong(Stated::height).thenComparingLong(Stated::line))
        .forEach(times::next);
    return times.remarks();
  }

  private Stated statedIn(long block) {
    return new Stated(id.chain(), block, time, line);
  }

  private static Stream<String> remark(long count, String what) {
    return count == 0
        ? Stream.empty()
        : Stream.of("%s: %d %s".formatted(TransactionsFile.NAME, count, what));
  }
}
