package org.spoor.engine.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.value.Amount;

/** Samourai's Whirlpool: rounds of equal outputs, and the Tx0 that prepares for them. */
final class Whirlpool {

  /** The pools: 0.001, 0.01, 0.05 and 0.5 BTC. */
  private static final List<Amount> DENOMINATIONS =
      List.of(
          Amount.of(100_000), Amount.of(1_000_000), Amount.of(5_000_000), Amount.of(50_000_000));

  /** What an entrant brings for fees, at most. */
  private static final Amount MOST_ABOVE = Amount.of(110_000);

  private static final int LEAST_INPUTS = 5;
  private static final int MOST_INPUTS = 8;
  private static final int MOST_ENTRANTS = 4;
  private static final int MOST_PREMIXED = 70;
  private static final int MOST_BESIDE = 2;

  private Whirlpool() {}

  static Optional<Fit> round(Shape shape) {
    Amount d = shape.equalValue();
    long entrants = shape.spent().stream().filter(o -> o.value().compareTo(d) > 0).count();
    boolean fits =
        LEAST_INPUTS <= shape.inputs()
            && shape.inputs() <= MOST_INPUTS
            && shape.inputs() == shape.outputs().size()
            && DENOMINATIONS.contains(d)
            && shape.equal() == shape.outputs().size()
            && shape.hasDistinctOutputScripts()
            && shape.inputScripts() == shape.spent().size()
            && shape.spent().stream().allMatch(o -> isBetween(d, o.value(), d.plus(MOST_ABOVE)))
            && 1 <= entrants + shape.unknown()
            && entrants <= MOST_ENTRANTS;
    return fits ? Optional.of(fit(shape, d, entrants)) : Optional.empty();
  }

  private static Fit fit(Shape shape, Amount d, long entrants) {
    int inputs = shape.inputs();
    return new Fit(
        Scheme.WHIRLPOOL,
        Confidence.HIGH,
        List.of(
            "%d inputs and %d outputs, each output %s sat, a Whirlpool denomination"
                .formatted(inputs, inputs, d),
            "inputs that enter, with at most %s sat above it for fees: %d; from earlier rounds: %d"
                .formatted(MOST_ABOVE, entrants, shape.spent().size() - entrants),
            "no script occurs twice"),
        shape.unknown() == 0);
  }

  private static boolean isBetween(Amount least, Amount value, Amount most) {
    return least.compareTo(value) <= 0 && value.compareTo(most) <= 0;
  }

  /** Why it is a Tx0, if it is: none of those who mix, but the owner of what will be mixed. */
  static Optional<List<String>> premix(List<Output> outputs) {
    int spendable = (int) outputs.stream().filter(o -> !Shape.isUnspendable(o)).count();
    if (outputs.size() - spendable != 1) {
      return Optional.empty();
    }
    Map<Amount, Integer> counts = new HashMap<>();
    outputs.forEach(output -> counts.merge(output.value(), 1, Integer::sum));
    return DENOMINATIONS.stream().flatMap(d -> premix(d, counts, spendable).stream()).findFirst();
  }

  private static Optional<List<String>> premix(
      Amount d, Map<Amount, Integer> counts, int spendable) {
    Map<Amount, Integer> prepared = new HashMap<>(counts);
    prepared.keySet().removeIf(v -> v.equals(d) || !isBetween(d, v, d.plus(MOST_ABOVE)));
    Amount value = Shape.mostFrequent(prepared);
    int n = prepared.getOrDefault(value, 0);
    return 1 <= n && n <= MOST_PREMIXED && spendable - n <= MOST_BESIDE
        ? Optional.of(
            List.of(
                "%d outputs of %s sat: a Whirlpool denomination of %s sat and %s sat for fees"
                    .formatted(n, value, d, value.minus(d)),
                "beside them one OP_RETURN, further outputs: %d".formatted(spendable - n)))
        : Optional.empty();
  }
}
