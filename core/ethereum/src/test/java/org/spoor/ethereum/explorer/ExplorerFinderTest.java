package org.spoor.ethereum.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spoor.ethereum.explorer.StandInExplorer.ANN;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.ethereum.rpc.Endpoint.KeyPlace;
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
      assertThat(explorer.asked()).hasSize(3);
      assertThat(explorer.asked().getFirst())
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
      assertThat(explorer.asked())
          .extracting(query -> query.get("startblock"))
          .containsExactly("10", "21", "32", "10", "10");
    }
  }

  @Test
  void rows_pageThatIsCut_givesNoRowTwice() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      explorer
          .holds(ExplorerList.TOKENS, 10, 80)
          .holds(ExplorerList.TOKENS, 11, 60)
          .holds(ExplorerList.TOKENS, 12, 5);
      ExplorerWalk walk =
          new ExplorerWalk(explorer.client(KeyPlace.QUERY, 5), ExplorerList.TOKENS, ANN);

      assertThat(walk.rows(SPAN, 1_000))
          .extracting(ExplorerRow::tx)
          .doesNotHaveDuplicates()
          .hasSize(145);
    }
  }

  @Test
  void find_blockThatFillsAPage_isToldFromOneThatIsCut() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      explorer.holds(ExplorerList.TOKENS, 99, 100);
      assertThat(find(explorer, 1_000).transactions()).hasSize(100);

      explorer.holds(ExplorerList.TOKENS, 99, 1);
      assertThatThrownBy(() -> find(explorer, 1_000))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "stand-in: tokentx of %s: block 99 has more rows than the 100 listed at once"
                  .formatted(ANN));
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
      assertThat(explorer.asked()).hasSizeLessThan(5);
    }
  }

  @Test
  void find_askedTooOften_isRepeatedAfterARest() {
    try (StandInExplorer explorer = new StandInExplorer(100).saysFirst(BUSY, BUSY)) {
      explorer.holds(ExplorerList.TOKENS, 12, 1);

      assertThat(find(explorer, 100).transactions()).containsExactly(tx(12, 0));
      assertThat(explorer.slept()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void find_alwaysTooOften_isUnavailable() {
    try (StandInExplorer explorer =
        new StandInExplorer(100).saysFirst(BUSY, BUSY, BUSY, BUSY, BUSY)) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              "stand-in: txlist of %s: asked 5 times: NOTOK: Max rate limit reached"
                  .formatted(ANN));
    }
  }

  @Test
  void find_manyQuestions_keepToTheRate() {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      new ExplorerFinder(explorer.client(KeyPlace.QUERY, 2), 100).find(Set.of(ANN), SPAN);

      assertThat(explorer.slept()).isEqualTo(Duration.ofSeconds(1));
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
          .hasMessage("stand-in: txlist of %s: NOTOK: Invalid API Key KEY".formatted(ANN));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403})
  void find_answerThatIsNoJson_isOneLine(int status) {
    try (StandInExplorer explorer =
        new StandInExplorer(100).answersWith(status).saysFirst("<html>?apikey=SECRETKEY</html>")) {
      assertThatThrownBy(() -> find(explorer, 100))
          .isInstanceOf(SpoorException.class)
          .hasMessage(
              status == 200 ? "stand-in: an answer that is no JSON object" : "stand-in: HTTP 403");
    }
  }

  @Test
  void find_explorerOutOfReach_isUnavailable() {
    StandInExplorer explorer = new StandInExplorer(100);
    explorer.close();
    assertThatThrownBy(() -> find(explorer, 100))
        .isInstanceOf(SpoorException.class)
        .hasMessage(
            "stand-in: txlist of %s: asked 5 times: no connection to 127.0.0.1".formatted(ANN));
  }

  @ParameterizedTest
  @EnumSource(KeyPlace.class)
  void find_key_goesToItsPlace(KeyPlace place) {
    try (StandInExplorer explorer = new StandInExplorer(100)) {
      new ExplorerFinder(explorer.client(place, 5), 100).find(Set.of(ANN), SPAN);

      String expected =
          switch (place) {
            case PATH -> "path=/v2/api/SECRETKEY";
            case QUERY -> "apikey=SECRETKEY";
            case BEARER -> "authorization=Bearer SECRETKEY";
          };
      assertThat(Objects.requireNonNull(explorer.asked().getFirst()).toString())
          .containsOnlyOnce(StandInExplorer.KEY)
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

  private static Finding find(StandInExplorer explorer, int most) {
    return Objects.requireNonNull(
        new ExplorerFinder(explorer.client(KeyPlace.QUERY, 5), most)
            .find(Set.of(ANN), SPAN)
            .get(ANN));
  }

  private static TxId tx(long block, int number) {
    return new TxId(Chain.ETHEREUM, StandInExplorer.hash(block, number));
  }
}
