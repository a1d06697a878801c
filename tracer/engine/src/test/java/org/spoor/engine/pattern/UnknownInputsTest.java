package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.engine.pattern.Verdict.Mix;
import org.spoor.engine.pattern.Verdict.Undecided;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.recorded.TransactionLists;

/** Verdicts where it is not known what inputs spend: never another than with all of them. */
class UnknownInputsTest {

  private static final long POOL = 1_000_000;

  @TempDir private Path temp = Path.of("");

  private static Verdict verdict(UtxoTransaction whole, Predicate<Integer> known) {
    List<Optional<Output>> spent = new ArrayList<>();
    for (Input input : whole.inputs()) {
      spent.add(
          Optional.of(new Output(input.owner(), input.value()))
              .filter(_ -> known.test(spent.size())));
    }
    return new CoinJoins(AttributionBook.EMPTY).of(spent, whole.outputs());
  }

  private static Verdict outputsAlone(Made made) {
    return verdict(made.done(), _ -> false);
  }

  private static void assertUndecided(Scheme scheme, Verdict verdict) {
    assertThat(verdict)
        .asInstanceOf(InstanceOfAssertFactories.type(Undecided.class))
        .extracting(Undecided::scheme)
        .isEqualTo(scheme);
  }

  private static Made join() {
    return new Made().in(3, 30_000).out(3, 20_000).change(2, 3_000);
  }

  @Test
  void joinMarket_scripts_decideOnceEnoughAreKnown() {
    UtxoTransaction join = join().in(1, 30_000).done();

    assertUndecided(Scheme.JOINMARKET, verdict(join, input -> input < 2));
    assertThat(verdict(join, input -> input < 3)).isInstanceOf(Mix.class);
    assertThat(outputsAlone(new Made().in(2, 50_000).out(3, 20_000).change(2, 3_000)))
        .isEqualTo(Verdict.PLAIN);
  }

  @Test
  void undecided_reasons_tellHowManyInputsAreUnknown() {
    assertThat(verdict(join().done(), input -> input == 0))
        .isEqualTo(
            new Undecided(
                Scheme.JOINMARKET,
                List.of(
                    "3 of 5 outputs are worth 20000 sat each, all of distinct scripts",
                    "3 inputs of 1 scripts or more, enough for as many participants",
                    "of 2 of 3 inputs it is not known what they spend")));
  }

  @Test
  void whirlpool_inputs_decide() {
    UtxoTransaction round = new Made().in(1, POOL + 9).in(4, POOL).out(5, POOL).done();
    UtxoTransaction dearer = new Made().in(1, 2 * POOL).in(4, POOL).out(5, POOL).done();
    UtxoTransaction entrants = new Made().in(5, POOL + 9).out(5, POOL).done();

    assertUndecided(Scheme.WHIRLPOOL, verdict(round, input -> input > 0));
    assertThat(verdict(dearer, input -> input == 0)).isEqualTo(Verdict.PLAIN);
    assertUndecided(Scheme.WHIRLPOOL, verdict(entrants, input -> input > 0));
    assertThat(verdict(entrants, _ -> true)).isEqualTo(Verdict.PLAIN);
  }

  @Test
  void wasabi1_tooManyScripts_isUndecidedUntilTheyAreKnown() {
    UtxoTransaction batch = new Made().in(22, 10_000_000).out(3, 10_000_000).change(4, 9).done();

    assertUndecided(Scheme.WASABI_1, verdict(batch, input -> input < 2));
    assertThat(verdict(batch, _ -> true)).isEqualTo(Verdict.PLAIN);
    assertUndecided(Scheme.WASABI_1, verdict(batch, input -> input < 21));
  }

  @Test
  void wasabi2_outputsAlone_decide() {
    Made round = new Made().in(20, 1_000_000).out(2, 9_000).out(2, 8_000).out(2, 7_000);

    assertThat(outputsAlone(round.change(1, 6_000)))
        .asInstanceOf(InstanceOfAssertFactories.type(Mix.class))
        .extracting(Mix::scheme)
        .isEqualTo(Scheme.WASABI_2);
  }

  /** With ten equal outputs or more of a tenth of a coin, and others, it is one or the other. */
  @Test
  void wasabi1_thatIsWasabi2Otherwise_isACoinJoinOfThatName() {
    Made round = new Made().in(20, 90_000_000).out(10, 10_000_000).out(2, 20_000_000);
    Verdict verdict = outputsAlone(round.out(2, 40_000_000).change(3, 6_000));

    assertThat(verdict)
        .isEqualTo(
            new Mix(
                Scheme.WASABI_1,
                Confidence.MEDIUM,
                List.of(
                    "20 inputs of 1 scripts or more, 17 outputs of distinct scripts",
                    "10 outputs of 10000000 sat each",
                    "base denomination 10000000 sat (from 0.08 to 0.12 BTC); 14 outputs on its"
                        + " levels",
                    "it has the shape of Wasabi 2 too",
                    "it may have the shape of JoinMarket-like too",
                    "of 20 of 20 inputs it is not known what they spend")));
  }

  @Test
  void stonewall_unknownInputs_isNoCoinJoinEitherWay() {
    assertThat(outputsAlone(new Made().in(2, 30_000).out(2, 20_000).change(1, 3_000)))
        .isEqualTo(Verdict.PLAIN);
  }

  /** What is said of a transaction stays true when more becomes known. */
  @Test
  void recordedTransactions_anyInputsUnknown_nothingElseIsSaid() throws IOException {
    Random random = new Random(7);
    List<UtxoTransaction> all = recorded();
    all.add(join().done());
    for (int i = 0; i < 20 * all.size(); i++) {
      UtxoTransaction whole = all.get(i % all.size());
      int share = random.nextInt(101);

      Verdict partly = verdict(whole, _ -> random.nextInt(100) < share);

      Verdict truth = verdict(whole, _ -> true);
      switch (partly) {
        case Mix _ -> assertThat(truth).isInstanceOf(Mix.class);
        case Verdict.Plain _ -> assertThat(truth).isNotInstanceOf(Mix.class);
        case Verdict.Premix _ -> assertThat(truth).isEqualTo(partly);
        case Verdict.Vetoed _ -> assertThat(truth).isInstanceOf(Verdict.Vetoed.class);
        case Undecided _ -> assertThat(share).isLessThan(100);
      }
    }
  }

  private List<UtxoTransaction> recorded() throws IOException {
    Path file = temp.resolve("transactions.jsonl");
    try (InputStream text = getClass().getResourceAsStream("real-transactions.jsonl")) {
      Files.copy(Objects.requireNonNull(text), file);
    }
    List<UtxoTransaction> all = new ArrayList<>();
    TransactionLists.read(
        file,
        new TransactionLists.Taker() {
          @Override
          public void list(String name, AttributionBook attributions) {}

          @Override
          public void transaction(UtxoTransaction transaction) {
            all.add(transaction);
          }
        });
    return all;
  }
}
