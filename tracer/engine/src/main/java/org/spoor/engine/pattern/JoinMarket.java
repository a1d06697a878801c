package org.spoor.engine.pattern;

import java.util.List;
import java.util.Optional;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.value.Amount;

/** JoinMarket and what looks like it: equal outputs, and change for most of them. */
final class JoinMarket {

  /** What its participants take for dust. */
  private static final Amount DUST = Amount.of(2_730);

  private static final int LEAST_EQUAL = 3;

  /** Beyond which batches of payments seldom have the shape. */
  private static final int MANY_EQUAL = 5;

  private JoinMarket() {}

  static Optional<Fit> join(Shape shape) {
    return shape.equal() >= LEAST_EQUAL && isShared(shape)
        ? Optional.of(fit(shape, confidence(shape)))
        : Optional.empty();
  }

  /** A payment of Samourai that only pretends: exactly two equal outputs of three or four. */
  static Optional<Fit> stonewall(Shape shape) {
    int outputs = shape.outputs().size();
    return shape.equal() == 2
            && (outputs == 3 || (outputs == 4 && shape.counts().size() == 3))
            && isShared(shape)
        ? Optional.of(fit(shape, Confidence.LOW))
        : Optional.empty();
  }

  private static Fit fit(Shape shape, Confidence confidence) {
    boolean sure = shape.hasInputScripts(shape.equal(), Integer.MAX_VALUE);
    return new Fit(Scheme.JOINMARKET, confidence, reasons(shape), sure);
  }

  private static boolean isShared(Shape shape) {
    int n = shape.equal();
    return shape.equalValue().compareTo(DUST) > 0
        && 2 * n >= shape.outputs().size()
        && shape.mayHaveInputScripts(n, Integer.MAX_VALUE)
        && shape.hasDistinctOutputScripts()
        && n < shape.outputs().size();
  }

  private static Confidence confidence(Shape shape) {
    return shape.equal() >= MANY_EQUAL ? Confidence.MEDIUM : Confidence.LOW;
  }

  private static List<String> reasons(Shape shape) {
    return List.of(
        "%d of %d outputs are worth %s sat each, all of distinct scripts"
            .formatted(shape.equal(), shape.outputs().size(), shape.equalValue()),
        shape.inputsInWords() + ", enough for as many participants");
  }
}
