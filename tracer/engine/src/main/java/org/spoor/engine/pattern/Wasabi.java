package org.spoor.engine.pattern;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.value.Amount;

/** Rounds of Wasabi 1 (1.0 and 1.1) and Wasabi 2. */
final class Wasabi {

  private static final int LEAST_INPUTS_1 = 10;
  private static final int LEAST_INPUTS_2 = 20;
  private static final Amount LEAST_BASE = Amount.of(8_000_000);
  private static final Amount MOST_BASE = Amount.of(12_000_000);

  /** The most frequent candidates for the base that are tried. */
  private static final int MOST_BASES = 8;

  private static final Amount THOUSANDTHS = Amount.of(1000);
  private static final int LEAST_EQUAL = 3;
  private static final int MOST_SCRIPTS_FOR_EACH = 7;
  private static final Amount LEAST_OUTPUT_2 = Amount.of(5_000);
  private static final int LEAST_VALUES_2 = 3;

  /** Beyond which hardly anything else has the shape. */
  private static final int MANY_EQUAL = 10;

  private static final int MANY_INPUTS = 50;

  private Wasabi() {}

  /** Equal outputs of about 0.1 BTC, and of its doublings. */
  static Optional<Fit> one(Shape shape) {
    int n = shape.equal();
    boolean fits =
        shape.inputs() >= LEAST_INPUTS_1
            && n >= LEAST_EQUAL
            && shape.mayHaveInputScripts(n, MOST_SCRIPTS_FOR_EACH * n)
            && shape.hasDistinctOutputScripts();
    return fits ? base(shape).flatMap(base -> one(shape, base)) : Optional.empty();
  }

  private static Optional<Fit> one(Shape shape, Base base) {
    int most = Math.max(shape.equal(), base.onLevels());
    return 2 * most >= shape.outputs().size() - 1
        ? Optional.of(fit(shape, base))
        : Optional.empty();
  }

  private static Fit fit(Shape shape, Base base) {
    return new Fit(
        Scheme.WASABI_1,
        shape.equal() >= MANY_EQUAL ? Confidence.HIGH : Confidence.MEDIUM,
        List.of(
            "%s, %d outputs of distinct scripts"
                .formatted(shape.inputsInWords(), shape.outputs().size()),
            "%d outputs of %s sat each".formatted(shape.equal(), shape.equalValue()),
            "base denomination %s sat (from 0.08 to 0.12 BTC); %d outputs on its levels"
                .formatted(base.value(), base.onLevels())),
        shape.hasInputScripts(shape.equal(), MOST_SCRIPTS_FOR_EACH * shape.equal()));
  }

  /** A base denomination, and how many outputs are on its levels. */
  private record Base(Amount value, int onLevels) {}

  /** Of the values from 0.08 to 0.12 BTC that occur twice, the one with most outputs on levels. */
  private static Optional<Base> base(Shape shape) {
    return shape.counts().entrySet().stream()
        .filter(entry -> entry.getValue() >= 2 && isNearATenth(entry.getKey()))
        .sorted(
            Map.Entry.<Amount, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey())
                .reversed())
        .limit(MOST_BASES)
        .map(entry -> new Base(entry.getKey(), onLevels(shape, entry.getKey())))
        .reduce((one, other) -> other.onLevels() > one.onLevels() ? other : one);
  }

  private static boolean isNearATenth(Amount value) {
    return value.compareTo(LEAST_BASE) >= 0 && value.compareTo(MOST_BASE) <= 0;
  }

  private static int onLevels(Shape shape, Amount base) {
    int outputs = 0;
    for (Map.Entry<Amount, Integer> entry : shape.counts().entrySet()) {
      if (entry.getValue() >= 2 && isLevel(entry.getKey(), base)) {
        outputs += entry.getValue();
      }
    }
    return outputs;
  }

  /** Whether it is the base or one of its doublings, to a thousandth. */
  private static boolean isLevel(Amount value, Amount base) {
    for (Amount level = base; ; level = level.plus(level)) {
      Amount tolerance = level.timesOver(Amount.of(1), THOUSANDTHS);
      if (value.compareTo(level.plus(tolerance)) <= 0) {
        return value.compareTo(level.minus(tolerance)) >= 0;
      }
    }
  }

  /** Many values that occur twice or more. */
  static Optional<Fit> two(Shape shape) {
    int repeated = 0;
    int values = 0;
    for (int count : shape.counts().values()) {
      if (count >= 2) {
        repeated += count;
        values++;
      }
    }
    int outputs = shape.outputs().size();
    boolean fits =
        shape.inputs() >= LEAST_INPUTS_2
            && shape.outputs().stream().allMatch(o -> o.value().compareTo(LEAST_OUTPUT_2) >= 0)
            && shape.hasDistinctOutputScripts()
            && values >= LEAST_VALUES_2
            && 2 * repeated >= outputs - 1
            && outputs > repeated;
    return fits ? Optional.of(fit(shape, values, repeated)) : Optional.empty();
  }

  private static Fit fit(Shape shape, int values, int repeated) {
    return new Fit(
        Scheme.WASABI_2,
        shape.inputs() >= MANY_INPUTS ? Confidence.HIGH : Confidence.MEDIUM,
        List.of(
            "%d inputs, %d outputs of distinct scripts, none below %s sat"
                .formatted(shape.inputs(), shape.outputs().size(), LEAST_OUTPUT_2),
            "%d values occur twice or more, on %d outputs together".formatted(values, repeated)),
        true);
  }
}
