package org.spoor.model.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.spoor.model.value.OutPoint;

/**
 * What the shapes of the transactions of a run show, beyond what stands on the ledger.
 *
 * @param coinJoins that dirty value came to, in the order in which it did
 * @param clusters of two members or more, largest first
 * @param peelChains in the order of their first transactions
 */
public record Patterns(
    List<CoinJoin> coinJoins, List<Cluster> clusters, List<PeelChain> peelChains) {

  /** None that was seen. */
  public static final Patterns NONE = new Patterns(List.of(), List.of(), List.of());

  public Patterns {
    coinJoins = List.copyOf(coinJoins);
    clusters = List.copyOf(clusters);
    peelChains = List.copyOf(peelChains);
  }

  /** These, and those of another chain behind them. */
  public Patterns with(Patterns other) {
    return new Patterns(
        both(coinJoins, other.coinJoins),
        both(clusters, other.clusters),
        both(peelChains, other.peelChains));
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** The CoinJoin in which each trail ends that ends in one, by the output that entered it. */
  public Map<OutPoint, CoinJoin> coinJoinByEnd() {
    Map<OutPoint, CoinJoin> byOutput = new HashMap<>();
    for (CoinJoin coinJoin : coinJoins) {
      if (!coinJoin.followed()) {
        coinJoin.entered().forEach(output -> byOutput.put(output, coinJoin));
      }
    }
    return byOutput;
  }
}
