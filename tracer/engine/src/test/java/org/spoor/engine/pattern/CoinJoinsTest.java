package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.engine.pattern.Verdict.Mix;
import org.spoor.engine.pattern.Verdict.Premix;
import org.spoor.engine.pattern.Verdict.Vetoed;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.attribution.Category;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.value.Outside;

/** Each rule at its borders. */
class CoinJoinsTest {

  private static final long POOL = 1_000_000;

  private static void assertMix(Scheme scheme, Made made) {
    assertThat(made.verdict())
        .asInstanceOf(InstanceOfAssertFactories.type(Mix.class))
        .extracting(Mix::scheme)
        .isEqualTo(scheme);
  }

  private static void assertPlain(Made made) {
    assertThat(made.verdict()).isEqualTo(Verdict.PLAIN);
  }

  private static Made round(int entrants, int remixers) {
    return new Made().in(entrants, POOL + 5_000).in(remixers, POOL).out(entrants + remixers, POOL);
  }

  @ParameterizedTest
  @CsvSource({"1,4", "4,1", "3,5", "4,4"})
  void whirlpool_rounds_areTold(int entrants, int remixers) {
    assertMix(Scheme.WHIRLPOOL, round(entrants, remixers));
  }

  @ParameterizedTest
  @CsvSource({"0,5", "5,0", "1,3", "4,5"})
  void whirlpool_otherNumbers_areNone(int entrants, int remixers) {
    assertPlain(round(entrants, remixers));
  }

  @Test
  void whirlpool_entrantWithAtMost110000Above_fits() {
    assertMix(Scheme.WHIRLPOOL, new Made().in(1, POOL + 110_000).in(4, POOL).out(5, POOL));
    assertPlain(new Made().in(1, POOL + 110_001).in(4, POOL).out(5, POOL));
    assertPlain(new Made().in(1, POOL + 9_000).in(3, POOL).in(1, POOL - 1).out(5, POOL));
  }

  @Test
  void whirlpool_otherDenomination_isNone() {
    assertPlain(new Made().in(5, 2_000_001).out(5, 2_000_000));
  }

  @Test
  void whirlpool_scriptThatOccursTwice_isNone() {
    Made twiceIn = new Made().in(1, POOL + 9).in(2, POOL);
    twiceIn.in(Made.owner("in1"), POOL).in(1, POOL);
    assertPlain(twiceIn.out(5, POOL));
    assertPlain(round(1, 3).in(1, POOL).out(Made.owner("out0"), POOL));
  }

  @Test
  void whirlpool_reasons_haveFigures() {
    assertThat(round(2, 3).verdict())
        .isEqualTo(
            new Mix(
                Scheme.WHIRLPOOL,
                Confidence.HIGH,
                List.of(
                    "5 inputs and 5 outputs, each output 1000000 sat, a Whirlpool denomination",
                    "inputs that enter, with at most 110000 sat above it for fees: 2; from earlier"
                        + " rounds: 3",
                    "no script occurs twice")));
  }

  private static Made premix(int count, long above, int beside) {
    return new Made()
        .in(1, 2L * count * POOL + 1_000_000)
        .opReturn()
        .out(count, POOL + above)
        .change(beside, 5_000);
  }

  @Test
  void tx0_oneToSeventyPremixed_isPremix() {
    assertThat(premix(1, 1, 2).verdict()).isInstanceOf(Premix.class);
    assertThat(premix(70, 110_000, 0).verdict()).isInstanceOf(Premix.class);
  }

  @Test
  void tx0_outsideItsBorders_isNone() {
    assertPlain(premix(71, 5_000, 2));
    assertPlain(premix(4, 0, 2));
    assertPlain(premix(4, 110_001, 2));
    assertPlain(premix(4, 5_000, 3));
    assertPlain(premix(4, 5_000, 1).opReturn());
    assertPlain(new Made().in(1, 9_000_000).out(4, POOL + 5_000).change(1, 5_000));
  }

  @Test
  void tx0_withManyInputs_isNoJoinMarket() {
    Made manyInputs = new Made().in(6, POOL).opReturn().out(4, POOL + 5_000).change(2, 5_000);
    assertThat(manyInputs.verdict()).isInstanceOf(Premix.class);
  }

  /** Ten inputs, {@code equal} outputs of the base, and others. */
  private static Made wasabi1(int inputs, int equal, int others, long base) {
    return new Made().in(inputs, 4 * base).out(equal, base).change(others, 1_000);
  }

  @Test
  void wasabi1_baseFrom008To012_fits() {
    assertMix(Scheme.WASABI_1, wasabi1(10, 10, 11, 8_000_000));
    assertMix(Scheme.WASABI_1, wasabi1(10, 10, 11, 12_000_000));
    assertPlain(wasabi1(10, 10, 11, 7_999_999));
    assertPlain(wasabi1(10, 10, 11, 12_000_001));
  }

  @Test
  void wasabi1_tooFewEqual_isNone() {
    assertPlain(wasabi1(10, 10, 12, 10_000_000));
    assertPlain(wasabi1(9, 9, 10, 10_000_000));
    assertThat(wasabi1(10, 2, 1, 10_000_000).verdict()).isInstanceOf(Vetoed.class);
  }

  @Test
  void wasabi1_levelsTogether_fit() {
    long base = 10_000_000;
    Made levels = new Made().in(20, 9 * base).out(5, base).out(2, 2 * base + 20_000);
    assertMix(Scheme.WASABI_1, levels.out(2, 4 * base - 40_000).change(10, 1_000));
    Made offLevel = new Made().in(20, 9 * base).out(5, base).out(2, 2 * base + 20_001);
    assertPlain(offLevel.out(2, 4 * base - 40_001).change(10, 1_000));
  }

  /** The change of two participants happens to be equal, and more frequent than the base. */
  @Test
  void wasabi1_baseThatIsNotTheMostFrequent_isFound() {
    long base = 10_000_000;
    Made made = new Made().in(20, 9 * base).out(3, 8_123_456).out(2, base).out(2, 2 * base);
    assertMix(Scheme.WASABI_1, made.out(2, 4 * base).change(4, 1_000));
  }

  @Test
  void wasabi1_inputScripts_areFromNTo7N() {
    Made reused = new Made().in(9, 20_000_000);
    assertPlain(reused.in(Made.owner("in0"), 20_000_000).out(10, 10_000_000).change(11, 1_000));
    assertMix(Scheme.WASABI_1, wasabi1(21, 3, 4, 10_000_000));
    assertPlain(wasabi1(22, 3, 4, 10_000_000));
  }

  @Test
  void wasabi1_outputScriptThatOccursTwice_isNone() {
    assertPlain(wasabi1(11, 10, 10, 10_000_000).out(Made.owner("out3"), 77));
  }

  @Test
  void wasabi1_manyEqual_isSurer() {
    assertThat(wasabi1(10, 10, 11, 10_000_000).verdict())
        .isEqualTo(
            new Mix(
                Scheme.WASABI_1,
                Confidence.HIGH,
                List.of(
                    "10 inputs of 10 scripts, 21 outputs of distinct scripts",
                    "10 outputs of 10000000 sat each",
                    "base denomination 10000000 sat (from 0.08 to 0.12 BTC); 10 outputs on its"
                        + " levels")));
    assertThat(((Mix) wasabi1(21, 3, 4, 10_000_000).verdict()).confidence())
        .isEqualTo(Confidence.MEDIUM);
  }

  private static Made wasabi2(int inputs, int values, int change) {
    Made made = new Made().in(inputs, 1_000_000);
    for (int i = 0; i < values; i++) {
      made.out(2, 20_000 + i);
    }
    return made.change(change, 5_000);
  }

  @Test
  void wasabi2_valuesThatRepeat_fit() {
    assertMix(Scheme.WASABI_2, wasabi2(20, 3, 7));
    assertMix(Scheme.WASABI_2, wasabi2(50, 9, 1));
  }

  @Test
  void wasabi2_outsideItsBorders_isNone() {
    assertPlain(wasabi2(19, 3, 7));
    assertPlain(wasabi2(20, 3, 8));
    assertPlain(wasabi2(20, 2, 1));
    assertPlain(wasabi2(20, 3, 0));
    assertPlain(wasabi2(20, 3, 3).out(1, 4_999));
    assertPlain(wasabi2(20, 3, 3).out(Made.owner("out0"), 9_999));
  }

  @Test
  void joinMarket_equalOutputsWithChange_fit() {
    assertMix(Scheme.JOINMARKET, new Made().in(3, 9_000).out(3, 2_731).change(3, 5));
    assertMix(Scheme.JOINMARKET, new Made().in(3, 9_000).out(3, 2_731).change(1, 5));
  }

  @Test
  void joinMarket_outsideItsBorders_isNone() {
    assertPlain(new Made().in(3, 9_000).out(3, 2_730).change(3, 5));
    assertPlain(new Made().in(3, 9_000).out(3, 2_731).change(4, 5));
    assertPlain(new Made().in(3, 9_000).out(3, 2_731));
    assertPlain(new Made().in(2, 90_000).out(3, 2_731).change(3, 5));
    assertPlain(new Made().in(3, 9_000).out(3, 2_731).out(Made.owner("out0"), 5));
  }

  @Test
  void joinMarket_ownersNotKnown_isNone() {
    Made made = new Made();
    for (int i = 0; i < 4; i++) {
      made.in(Outside.UNKNOWN, 9_000);
    }
    assertPlain(made.out(3, 2_731).change(3, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void stonewall_twoEqualOfThreeOrFour_isVetoed(int change) {
    Made made = new Made().in(2, 90_000).out(2, 50_000).change(change, 11_111);
    assertThat(made.verdict())
        .asInstanceOf(InstanceOfAssertFactories.type(Vetoed.class))
        .extracting(veto -> veto.reasons().getLast())
        .isEqualTo("exactly two equal outputs: Stonewall, of one owner");
  }

  @Test
  void stonewall_twoPairs_isNone() {
    assertPlain(new Made().in(2, 90_000).out(2, 50_000).out(2, 11_111));
  }

  private static Verdict tagged(UtxoTransaction transaction, String category) {
    Attribution tag =
        new Attribution(Made.owner("in1"), "Some Exchange", "", new Category(category), "", "s1");
    return new CoinJoins(new AttributionBook(List.of(tag))).of(transaction);
  }

  @Test
  void exchange_onAnInput_vetoesJoinMarketAndWasabi1() {
    UtxoTransaction join = new Made().in(3, 9_000).out(3, 2_731).change(3, 5).done();
    UtxoTransaction wasabi = wasabi1(10, 10, 11, 10_000_000).done();

    assertThat(tagged(join, "exchange"))
        .asInstanceOf(InstanceOfAssertFactories.type(Vetoed.class))
        .extracting(veto -> veto.reasons().getLast())
        .isEqualTo("an input belongs to an exchange: Some Exchange");
    assertThat(tagged(wasabi, "exchange")).isInstanceOf(Vetoed.class);
    assertThat(tagged(join, "coinjoin")).isInstanceOf(Mix.class);
  }

  @Test
  void exchange_onAnInput_leavesWhirlpoolAndWasabi2() {
    assertThat(tagged(round(1, 4).done(), "exchange")).isInstanceOf(Mix.class);
    assertThat(tagged(wasabi2(20, 3, 7).done(), "exchange")).isInstanceOf(Mix.class);
  }

  @Test
  void severalShapes_areAllTold() {
    Made made = new Made().in(20, 90_000_000).out(10, 10_000_000).out(2, 20_000_000);
    made.out(2, 40_000_000).change(1, 5_000);
    assertThat(((Mix) made.verdict()).reasons())
        .contains("it has the shape of Wasabi 2 too", "it has the shape of JoinMarket-like too");
  }

  @Test
  void coinbaseAndPayments_arePlain() {
    assertPlain(new Made().out(1, 5_000_000_000L));
    assertPlain(new Made().in(1, 100).out(1, 50).out(1, 49));
  }
}
