package org.spoor.recorded.recording;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;

/**
 * What a source of UTXO chains has answered to a trace, beside transactions by themselves.
 *
 * @param blocks those asked for; none where the source does not hold the whole block
 */
public record HeldOutputs(
    SortedMap<Created, HeldSpend> spends,
    SortedMap<Block, Optional<List<UtxoTransaction>>> blocks) {

  public static final HeldOutputs NONE = new HeldOutputs(new TreeMap<>(), new TreeMap<>());

  /**
   * An output, told from others of its name by where it was made.
   *
   * @param height of that block
   */
  public record Created(OutPoint output, long height) implements Comparable<Created> {

    private static final Comparator<Created> ORDER =
        Comparator.comparing(Created::output).thenComparingLong(Created::height);

    @Override
    public int compareTo(Created other) {
      return ORDER.compare(this, other);
    }
  }

  /** A block by its place. */
  public record Block(Chain chain, long height) implements Comparable<Block> {

    private static final Comparator<Block> ORDER =
        Comparator.comparing(Block::chain).thenComparingLong(Block::height);

    @Override
    public int compareTo(Block other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The fate of an output.
   *
   * @param gaps what could not be seen of its transaction, in words
   */
  public record HeldSpend(Spend spend, List<String> gaps) {

    public HeldSpend {
      gaps = List.copyOf(gaps);
    }
  }

  public HeldOutputs {
    spends = Collections.unmodifiableSortedMap(new TreeMap<>(spends));
    blocks = Collections.unmodifiableSortedMap(new TreeMap<>(blocks));
  }

  /** Those that spend, and those of blocks; some twice. */
  Stream<UtxoTransaction> transactions() {
    Stream<UtxoTransaction> spenders =
        spends.values().stream()
            .map(HeldSpend::spend)
            .filter(Spend.By.class::isInstance)
            .map(spend -> ((Spend.By) spend).transaction());
    return Stream.concat(
        spenders, blocks.values().stream().flatMap(Optional::stream).flatMap(List::stream));
  }
}
