package org.spoor.engine.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.engine.pattern.Verdict.Veto;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Address;

/**
 * Tells CoinJoins by the shape of a transaction alone (definitions, section 9; after Stuetz et al.,
 * AFT 2022). Linear in the size of the transaction, and done with most of them after a look at how
 * many inputs and outputs they have.
 */
public final class CoinJoins {

  private static final String EXCHANGE = "exchange";

  /** Three equal outputs of three owners, and one more; a Tx0 is looked for apart. */
  private static final int LEAST_INPUTS = 2;

  private static final int LEAST_OUTPUTS = 3;

  private final AttributionBook attributions;

  /**
   * @param attributions an exchange's transactions are told by those of its inputs
   */
  public CoinJoins(AttributionBook attributions) {
    this.attributions = attributions;
  }

  /** Never undecided: whoever tells a transaction tells what it spends. */
  public Verdict of(UtxoTransaction transaction) {
    return of(transaction.inputs().stream().map(CoinJoins::known).toList(), transaction.outputs());
  }

  private static Optional<Output> known(Input input) {
    return Optional.of(new Output(input.owner(), input.value()));
  }

  /**
   * The verdict on a transaction of which less is known.
   *
   * @param inputs what each spends, if that is known; none for a coinbase
   */
  public Verdict of(List<Optional<Output>> inputs, List<Output> outputs) {
    if (inputs.isEmpty()) {
      return Verdict.PLAIN;
    }
    Optional<List<String>> premix = Whirlpool.premix(outputs);
    if (premix.isPresent()) {
      return new Verdict.Premix(premix.get());
    }
    boolean tooSmall = inputs.size() < LEAST_INPUTS || outputs.size() < LEAST_OUTPUTS;
    return tooSmall ? Verdict.PLAIN : judged(Shape.of(inputs, outputs));
  }

  private Verdict judged(Shape shape) {
    List<Fit> fits =
        Stream.of(
                Whirlpool.round(shape),
                Wasabi.one(shape),
                Wasabi.two(shape),
                JoinMarket.join(shape))
            .flatMap(Optional::stream)
            .toList();
    if (fits.isEmpty()) {
      return JoinMarket.stonewall(shape)
          .filter(Fit::sure)
          .<Verdict>map(fit ->
              vetoed(fit, Veto.STONEWALL, "exactly two equal outputs: Stonewall, of one owner"))
          .orElse(Verdict.PLAIN);
    }
    Optional<Attribution> exchange =
        fits.stream().anyMatch(Fit::isLikeExchanges) ? exchange(shape) : Optional.empty();
    List<Fit> standing =
        fits.stream().filter(fit -> exchange.isEmpty() || !fit.isLikeExchanges()).toList();
    if (standing.isEmpty()) {
      return vetoed(
          fits.getFirst(),
          Veto.EXCHANGE,
          "an input belongs to an exchange: " + exchange.orElseThrow().label());
    }
    return standing.stream().anyMatch(Fit::sure)
        ? mix(shape, standing)
        : new Verdict.Undecided(standing.getFirst().scheme(), reasons(shape, standing));
  }

  private Optional<Attribution> exchange(Shape shape) {
    return shape.spent().stream()
        .map(Output::owner)
        .filter(Address.class::isInstance)
        .map(Address.class::cast)
        .flatMap(address -> attributions.of(address).stream())
        .filter(attribution -> attribution.category().id().equals(EXCHANGE))
        .findFirst();
  }

  private static Verdict vetoed(Fit fit, Veto veto, String why) {
    List<String> reasons = new ArrayList<>(fit.reasons());
    reasons.add(why);
    return new Verdict.Vetoed(fit.scheme(), veto, reasons);
  }

  /** The first, most specific scheme gives the name, the surest the confidence. */
  private static Verdict mix(Shape shape, List<Fit> fits) {
    return new Verdict.Mix(
        fits.getFirst().scheme(),
        fits.stream()
            .filter(Fit::sure)
            .map(Fit::confidence)
            .min(Comparator.naturalOrder())
            .orElseThrow(),
        reasons(shape, fits));
  }

  private static List<String> reasons(Shape shape, List<Fit> fits) {
    List<String> reasons = new ArrayList<>(fits.getFirst().reasons());
    fits.stream()
        .skip(1)
        .forEach(other ->
            reasons.add(
                "it %s the shape of %s too"
                    .formatted(other.sure() ? "has" : "may have", other.scheme().title())));
    if (!fits.getFirst().sure()) {
      reasons.add(
          "of %d of %d inputs it is not known what they spend"
              .formatted(shape.unknown(), shape.inputs()));
    }
    return reasons;
  }
}
