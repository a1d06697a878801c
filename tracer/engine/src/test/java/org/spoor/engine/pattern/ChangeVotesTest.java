package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

class ChangeVotesTest {

  private static final Address LEGACY = Made.owner("1BoatSLRHtKNngkdXEeobR76b53LETtpyT");
  private static final Address LEGACY_TOO = Made.owner("1CounterpartyXXXXXXXXXXXXXXXUWLpVr");
  private static final Address SCRIPT_HASH = Made.owner("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy");
  private static final Address SEGWIT =
      new Address(Chain.BITCOIN, "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq");

  /** The votes as {@code HEURISTIC output}. */
  private static List<String> votes(Made made, String... known) {
    return votes(made, OptionalInt.empty(), known);
  }

  private static List<String> votes(Made made, OptionalInt spentAlike, String... known) {
    return ChangeVotes.of(made.done(), owner -> List.of(known).contains(owner.text()), spentAlike)
        .stream()
        .map(vote -> vote.heuristic() + " " + vote.output())
        .toList();
  }

  private static Made twoOutputs(long first, long second) {
    return new Made().in(LEGACY, 100_000_000).out(LEGACY_TOO, first).out(LEGACY_TOO, second);
  }

  @Test
  void addressReuse_ofAnInput_isVotedFor() {
    Made made = new Made().in(LEGACY, 9_000).out(LEGACY_TOO, 1_001).out(LEGACY, 7_001);

    assertThat(votes(made)).containsExactly("ADDRESS_REUSE 1");
  }

  @Test
  void addressReuse_silencesFreshness() {
    Made made = new Made().in(LEGACY, 9_000).out(SCRIPT_HASH, 1_001).out(LEGACY, 7_001);

    assertThat(votes(made, LEGACY.text())).containsExactly("ADDRESS_REUSE 1", "ADDRESS_FORM 1");
  }

  @Test
  void addressForm_oneLikeTheInputs_isVotedFor() {
    Made made = new Made().in(LEGACY, 9_000).out(SEGWIT, 1_001).out(LEGACY_TOO, 7_001);
    Made mixed = new Made().in(LEGACY, 9_000).in(SEGWIT, 9_000);

    assertThat(votes(made)).containsExactly("ADDRESS_FORM 1");
    assertThat(votes(mixed.out(SCRIPT_HASH, 9_001).out(LEGACY_TOO, 8_999)))
        .containsExactly("OPTIMAL_CHANGE 1");
  }

  @Test
  void roundAmount_theOtherIsVotedFor() {
    assertThat(votes(twoOutputs(30_000_000, 69_990_000))).containsExactly("ROUND_AMOUNT 1");
    assertThat(votes(twoOutputs(69_990_000, 0))).containsExactly("ROUND_AMOUNT 0");
    assertThat(votes(twoOutputs(30_000_000, 70_000_000))).isEmpty();
    assertThat(votes(twoOutputs(30_000_001, 69_000_001))).isEmpty();
  }

  @Test
  void optimalChange_belowEveryInput_isVotedFor() {
    Made made = new Made().in(LEGACY, 500).in(LEGACY, 700);
    Made one = new Made().in(LEGACY, 1_200);

    assertThat(votes(made.out(LEGACY_TOO, 501).out(LEGACY_TOO, 499)))
        .containsExactly("OPTIMAL_CHANGE 1");
    assertThat(votes(one.out(LEGACY_TOO, 501).out(LEGACY_TOO, 499))).isEmpty();
  }

  @Test
  void freshAddress_alone_isVotedFor() {
    Made made = new Made().in(LEGACY, 9_000).out(1, 1_001).out(1, 7_001);

    assertThat(votes(made, "out0")).contains("FRESH_ADDRESS 1");
    assertThat(votes(made)).isEmpty();
    assertThat(votes(made, "out0", "out1")).isEmpty();
  }

  @Test
  void spentAlike_isVotedFor() {
    assertThat(votes(twoOutputs(1, 2), OptionalInt.of(1))).containsExactly("SPENT_ALIKE 1");
  }

  @Test
  void outputsThatNobodyCanSpend_getNoVotes() {
    Made made = new Made().in(LEGACY, 9_000).opReturn().out(LEGACY, 7_001);

    assertThat(votes(made)).isEmpty();
    assertThat(votes(made.out(SEGWIT, 1_001))).containsExactly("ADDRESS_REUSE 1", "ADDRESS_FORM 1");
  }

  @Test
  void coinbase_hasNoChange() {
    assertThat(votes(new Made().out(1, 30_000_000).out(1, 1_001))).isEmpty();
  }

  private static OptionalInt winner(int... outputs) {
    return ChangeVotes.winner(
        Arrays.stream(outputs)
            .mapToObj(o -> new ChangeVote(ChangeVote.Heuristic.ROUND_AMOUNT, o, "because"))
            .toList());
  }

  @Test
  void winner_hasMoreVotesThanAnyOther() {
    assertThat(winner(1)).hasValue(1);
    assertThat(winner(0, 1, 0)).hasValue(0);
    assertThat(winner(0, 1)).isEmpty();
    assertThat(winner()).isEmpty();
  }
}
