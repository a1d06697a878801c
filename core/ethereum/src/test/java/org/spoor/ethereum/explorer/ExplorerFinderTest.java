package org.spoor.ethereum.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spoor.ethereum.explorer.StandInExplorer.ANN;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.ethereum.source.Finding;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

final class ExplorerFinderTest {

  private static final Span SPAN = new Span(10, 99);
  private static final String BUSY =
      "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Max rate limit reached\"}";

  @Test
  void find_threeLists_areUnited() {
    try (StandInExplorer explorer = new StandInExplorer(10_000)) {
      explorer
          .holds(ExplorerList.TRANSACTIONS, 9, 1)
          .holds(ExplorerList.TRANSACTIONS, 12, 2)
          .holds(ExplorerList.INTERNAL, 12, 1)
          .holds(ExplorerList.INTERNAL, 13, 1)
          .holds(ExplorerList.TOKENS, 14, 1);

      Finding finding = find(explorer, 100);

      assertThat(finding.transactions())
          .containsExactlyInAnyOrder(tx(12, 0), tx(12, 1), tx(13, 0), tx(14, 0));
      assertThat(finding.tooBusy()).isFalse();
      assertThat(explorer.asked())
          .extracting(query -> query.get("action"))
          .containsExactlyInAnyOrder(
              "txlist", "txlistinternal", "tokentx", "getminedblocks", "getminedblocks");
      assertThat(explorer.asked(ExplorerList.TOKENS).getFirst())
          .containsEntry("chainid", "1")
          .containsEntry("module", "account")
          .containsEntry("address", ANN.text())
          .containsEntry("startblock", "10")
          .containsEntry("endblock", "99");
    }
  }

  @Test
  void find_pageThatIsCut_isFollowedFromItsLastBlock() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      for (int block = 10; block < 40; block++) {
        explorer.holds(ExplorerList.TRANSACTIONS, block, 9);
      }

      assertThat(find(explorer, 1_000).transactions()).hasSize(270);
      assertThat(explorer.asked(ExplorerList.TRANSACTIONS))
          .extracting(query -> query.get("startblock"))
          .containsExactly("10", "21", "32");
    }
  }

  @Test
  void walk_pageThatIsCut_givesNoRowTwice() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      explorer
          .holds(ExplorerList.TOKENS, 10, 80)
          .holds(ExplorerList.TOKENS, 11, 60)
          .holds(ExplorerList.TOKENS, 12, 5);

      assertThat(walked(explorer, ExplorerList.TOKENS).rows())
          .extracting(row -> ((ExplorerRow.Moved) row).tx())
          .doesNotHaveDuplicates()
          .hasSize(145);
    }
  }

  @Test
  void walk_severalRowsOfATransactionInTheLastBlock_areAllThereOnce() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      explorer.holds(ExplorerList.TOKENS, 10, 45);
      for (int i = 0; i < 12; i++) {
        explorer.holds(ExplorerList.TOKENS, 11, 1);
      }

      assertThat(walked(explorer, ExplorerList.TOKENS).rows()).hasSize(57);
      assertThat(find(explorer, 1_000).transactions()).hasSize(46);
    }
  }

  @Test
  void find_blockOfSeveralPages_isListedWhole() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      explorer
          .holds(ExplorerList.TOKENS, 20, 100)
          .holds(ExplorerList.TOKENS, 30, 250)
          .holds(ExplorerList.TOKENS, 40, 3);

      Finding finding = find(explorer, 1_000);

      assertThat(finding.transactions()).hasSize(353);
      assertThat(finding.gaps()).isEmpty();
    }
  }

  @Test
  void find_blockOfMoreThanExplorersCount_isAGapAndTheRestIsThere() {
    try (StandInExplorer explorer = new StandInExplorer(5_000)) {
      explorer.holds(ExplorerList.TOKENS, 20, 10_001).holds(ExplorerList.TOKENS, 30, 1);

      Finding finding = find(explorer, 20_000);

      assertThat(finding.transactions()).hasSize(10_001).contains(tx(30, 0));
      assertThat(finding.gaps())
          .containsExactly(
              "block 20: tokentx of stand-in lists 10000 rows at most, and there may be more");
    }
  }

  @Test
  void find_windowThatIsTooLarge_isMadeSmaller() {
    try (StandInExplorer explorer = new StandInExplorer(10_000).counts(1_000)) {
      explorer.holds(ExplorerList.TOKENS, 20, 999).holds(ExplorerList.TOKENS, 30, 999);

      Finding finding = find(explorer, 20_000);

      assertThat(finding.transactions()).hasSize(1_998);
      assertThat(finding.gaps()).isEmpty();
    }
  }

  @Test
  void find_windowSmallerThanABlock_isAGap() {
    try (StandInExplorer explorer = new StandInExplorer(10_000).counts(1_000)) {
      explorer.holds(ExplorerList.TOKENS, 20, 1_001);

      assertThat(find(explorer, 20_000).gaps())
          .containsExactly(
              "block 20: tokentx of stand-in lists 1000 rows at most, and there may be more");
    }
  }

  @Test
  void find_creditsOfBlocks_areHeights() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      explorer.holds(ExplorerList.UNCLES, 95, 1).holds(ExplorerList.BLOCKS, 5, 1);
      for (int block = 20; block < 130; block++) {
        explorer.holds(ExplorerList.BLOCKS, block, 1);
      }

      Finding finding = find(explorer, 1_000);

      assertThat(finding.credits())
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(20, 99).boxed().toList());
      assertThat(finding.gaps()).isEmpty();
    }
  }

  @Test
  void find_withdrawals_areCreditsWhereThereCanBeSome() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      explorer.holds(ExplorerList.WITHDRAWALS, 17_034_877, 1);
      Finding finding = find(explorer, new Span(15_537_394, 18_000_000), 100);

      assertThat(finding.credits()).containsExactly(17_034_877L);
      assertThat(explorer.asked(ExplorerList.UNCLES)).isEmpty();
    }
  }

  @Test
  void find_explorerWithoutListsOfCredits_findsTransactionsAllTheSame() {
    try (StandInExplorer explorer = new StandInExplorer(50).lacks("getminedblocks")) {
      explorer.holds(ExplorerList.TOKENS, 20, 1);
      assertThat(find(explorer, 100).transactions()).containsExactly(tx(20, 0));
    }
    try (StandInExplorer explorer = new StandInExplorer(50).lacks("tokentx")) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "stand-in: tokentx of %s: NOTOK: Error! Missing Or invalid Action name"
                  .formatted(ANN));
    }
  }

  @Test
  void find_contradictions_areGaps() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      explorer.holds(ExplorerList.TOKENS, 20, 1);
      SpotCheck check = rows -> Map.of(ANN, List.of("told otherwise"));

      assertThat(
              new ExplorerFinder(explorer.pages(KeyPlace.QUERY), check, 100, false)
                  .find(Set.of(ANN), SPAN)
                  .values())
          .singleElement()
          .extracting(Finding::gaps)
          .isEqualTo(List.of("told otherwise"));
    }
  }

  @Test
  void find_moreThanTheLimit_isGivenUp() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      for (int block = 10; block < 90; block++) {
        explorer.holds(ExplorerList.TRANSACTIONS, block, 10);
      }
      Finding finding = find(explorer, 60);

      assertThat(finding.tooBusy()).isTrue();
      assertThat(finding.transactions()).isEmpty();
      assertThat(explorer.asked(ExplorerList.TRANSACTIONS)).hasSizeLessThan(3);
    }
  }

  /** Worthless tokens make nobody too busy where others look for those that matter. */
  @Test
  void find_moreTokensThanTheLimitBesideLogs_leavesTokensToThem() {
    try (StandInExplorer explorer = new StandInExplorer(50)) {
      explorer.holds(ExplorerList.TRANSACTIONS, 11, 2);
      for (int block = 10; block < 90; block++) {
        explorer.holds(ExplorerList.TOKENS, block, 10);
      }
      assertThat(find(explorer, 60).tooBusy()).isTrue();

      ExplorerPages pages = explorer.pages(KeyPlace.QUERY);
      assertThat(
              new ExplorerFinder(pages, SpotCheck.NONE, 60, true).find(Set.of(ANN), SPAN).get(ANN))
          .isEqualTo(new Finding(Set.of(tx(11, 0), tx(11, 1)), List.of(), false));
    }
  }

  @Test
  void find_askedTooOften_isRepeatedAfterARest() {
    try (StandInExplorer explorer = new StandInExplorer(100).saysFirst(BUSY, BUSY)) {
      explorer.holds(ExplorerList.TOKENS, 12, 1);

      assertThat(find(explorer, 100).transactions()).containsExactly(tx(12, 0));
      assertThat(explorer.asked()).hasSize(7);
    }
  }

  @Test
  void find_alwaysTooOften_isUnavailable() {
    try (StandInExplorer explorer =
        new StandInExplorer(100).saysFirst(Collections.nCopies(200, BUSY).toArray(String[]::new))) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessageMatching(
              "stand-in: /\\?.*action=[a-z]+&address=%s.*: (gave up after \\d attempts in \\d s: )?"
                      .formatted(ANN)
                  + "NOTOK: Max rate limit reached");
    }
  }

  @Test
  void find_answersLargerThanAreTaken_areAskedForWithFewerRows() {
    try (StandInExplorer explorer = new StandInExplorer(100).answersWith(413)) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessage("stand-in: txlist of %s: HTTP 413 to the question".formatted(ANN));
      assertThat(explorer.asked(ExplorerList.TRANSACTIONS))
          .extracting(query -> query.get("offset"))
          .containsExactly("10000", "1000", "100");
    }
  }

  @Test
  void find_refusalThatRepeatsTheKey_doesNotShowIt() {
    try (StandInExplorer explorer =
        new StandInExplorer(100)
            .saysFirst(
                "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Invalid API Key SECRETKEY\"}")) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessageMatching("stand-in: [a-z]+ of %s: NOTOK: Invalid API Key KEY".formatted(ANN));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403})
  void find_answerThatIsNoJson_isOneLine(int status) {
    String page = "<html>?apikey=SECRETKEY</html>";
    try (StandInExplorer explorer =
        new StandInExplorer(100)
            .answersWith(status)
            .saysFirst(Collections.nCopies(20, page).toArray(String[]::new))) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessageMatching(
              status == 200
                  ? "stand-in: [a-z]+ of %s: an answer that is no JSON object".formatted(ANN)
                  : "stand-in: .*: HTTP 403: <html>\\?apikey=KEY</html>");
    }
  }

  @Test
  void find_explorerOutOfReach_isUnavailable() {
    StandInExplorer explorer = new StandInExplorer(100);
    explorer.close();
    assertThatThrownBy(() -> find(explorer, 100))
        .isInstanceOf(SpoorException.class)
        .hasMessageMatching(
            "stand-in: /\\?.*action=[a-z]+&address=%s.*: no connection to 127.0.0.1"
                .formatted(ANN));
  }

  @ParameterizedTest
  @EnumSource(KeyPlace.class)
  void find_key_goesToItsPlace(KeyPlace place) {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      finder(explorer.pages(place), 100).find(Set.of(ANN), SPAN);

      String sent = place == KeyPlace.BASIC ? "U0VDUkVUS0VZ" : StandInExplorer.KEY;
      String expected =
          switch (place) {
            case PATH -> "path=/v2/api/SECRETKEY";
            case QUERY -> "apikey=SECRETKEY";
            case BEARER -> "authorization=Bearer SECRETKEY";
            case BASIC -> "authorization=Basic " + sent;
          };
      assertThat(Objects.requireNonNull(explorer.asked().getFirst()).toString())
          .containsOnlyOnce(sent)
          .contains(expected);
    }
  }

  @Test
  void find_rowsOutOfOrder_areRefused() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      explorer.holds(ExplorerList.TOKENS, 14, 1).holds(ExplorerList.TOKENS, 12, 1);
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "stand-in: tokentx of %s: a row of block 12 where 14 to 99 was expected"
                  .formatted(ANN));
    }
  }

  private static ExplorerWalk.Walked walked(StandInExplorer explorer, ExplorerList list) {
    return new ExplorerWalk(explorer.pages(KeyPlace.QUERY), list, ANN, SPAN, 1_000).walk();
  }

  private static ExplorerFinder finder(ExplorerPages pages, int most) {
    return new ExplorerFinder(pages, SpotCheck.NONE, most, false);
  }

  private static Finding find(StandInExplorer explorer, int most) {
    return find(explorer, SPAN, most);
  }

  private static Finding find(StandInExplorer explorer, Span span, int most) {
    return Objects.requireNonNull(
        finder(explorer.pages(KeyPlace.QUERY), most).find(Set.of(ANN), span).get(ANN));
  }

  private static TxId tx(long block, int number) {
    return new TxId(Chain.ETHEREUM, StandInExplorer.hash(block, number));
  }
}
