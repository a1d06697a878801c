package org.spoor.ethereum.explorer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spoor.ethereum.explorer.StandInExplorer.ANN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.store.AnswerKey;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;

/** Pages of a stand-in, with block 99 as the last final one. */
final class ExplorerPagesTest {

  private static final long LAST = 99;
  private static final Span FINAL = new Span(10, LAST);

  private final StandInExplorer explorer =
      new StandInExplorer(100).holds(ExplorerList.TOKENS, 12, 1);

  @TempDir private Path folder = Path.of("");
  private AnswerStore store;

  @BeforeEach
  void open() {
    store = AnswerStore.open(folder.resolve("answers.db"));
  }

  @AfterEach
  void close() {
    store.close();
    explorer.close();
  }

  private ExplorerPages kept(KeyPlace place) {
    return ExplorerPages.kept(explorer.client(place), store, Network.MAIN, LAST, meter());
  }

  private ExplorerPages offline() {
    return ExplorerPages.offline(
        explorer.client(KeyPlace.QUERY), store, Network.MAIN, LAST, meter());
  }

  private static Meter meter() {
    return Meter.of(Budget.of(OptionalLong.empty()));
  }

  private List<ExplorerRow> first(ExplorerList list, Span span) {
    return kept(KeyPlace.QUERY).first(list, ANN, span);
  }

  @Test
  void first_pageOfFinalBlocks_isAskedForOnceAndThereOffline() {
    List<ExplorerRow> rows = first(ExplorerList.TOKENS, FINAL);

    assertThat(rows).hasSize(1);
    assertThat(first(ExplorerList.TOKENS, FINAL)).isEqualTo(rows);
    assertThat(offline().first(ExplorerList.TOKENS, ANN, FINAL)).isEqualTo(rows);
    assertThat(explorer.asked()).hasSize(1);
  }

  @Test
  void first_nothingInFinalBlocks_isAnAnswerToo() {
    assertThat(first(ExplorerList.INTERNAL, FINAL)).isEmpty();
    assertThat(first(ExplorerList.INTERNAL, FINAL)).isEmpty();
    assertThat(explorer.asked()).hasSize(1);
  }

  @Test
  void first_pageThatReachesBehindTheLastFinalBlock_isNotKept() {
    Span later = new Span(10, LAST + 1);
    first(ExplorerList.TOKENS, later);
    first(ExplorerList.TOKENS, later);

    assertThat(explorer.asked()).hasSize(2);
    assertThat(store.used()).isEmpty();
    assertThatThrownBy(() -> offline().first(ExplorerList.TOKENS, ANN, later))
        .isInstanceOf(SpoorException.class)
        .hasMessageStartingWith("offline: stand-in was never asked /?chainid=1&module=account");
  }

  @Test
  void first_listWithoutEnd_isKeptForRunsUpToTheSameBlock() {
    List<ExplorerRow> rows = first(ExplorerList.BLOCKS, FINAL);

    assertThat(first(ExplorerList.BLOCKS, FINAL)).isEqualTo(rows);
    assertThat(offline().first(ExplorerList.BLOCKS, ANN, FINAL)).isEqualTo(rows);
    assertThat(explorer.asked()).hasSize(1);

    ExplorerPages.kept(explorer.client(KeyPlace.QUERY), store, Network.MAIN, LAST + 1, meter())
        .first(ExplorerList.BLOCKS, ANN, FINAL);
    assertThat(explorer.asked()).hasSize(2);
    assertThat(explorer.asked().getLast()).isEqualTo(explorer.asked().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'status':'0','message':'NOTOK','result':'Max daily rate limit reached'}",
        "{'status':'0','message':'NOTOK','result':'Error! Missing Or invalid Action name'}",
        "{'status':'0','message':'NOTOK','result':'Something else'}",
        "{'status':'1','message':'OK'}",
        "{'result':[]}",
        "{'status':'1','result':[{'hash':'x'}]}",
        "'text'",
        "null"
      })
  void first_whatIsNoList_isNotKept(String answer) {
    explorer.saysFirst(answer.replace('\'', '"'));

    assertThatThrownBy(() -> first(ExplorerList.TOKENS, FINAL)).isInstanceOf(SpoorException.class);
    assertThat(store.size().entries()).isZero();
    assertThat(store.used()).isEmpty();
    assertThat(first(ExplorerList.TOKENS, FINAL)).hasSize(1);
  }

  @Test
  void first_askedTooOften_keepsWhatComesAfterARest() {
    explorer.saysFirst(
        "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Max rate limit reached\"}");

    assertThat(first(ExplorerList.TOKENS, FINAL)).hasSize(1);
    assertThat(offline().first(ExplorerList.TOKENS, ANN, FINAL)).hasSize(1);
    assertThat(store.size().entries()).isOne();
  }

  @Test
  void first_rowOfAnotherBlock_isNotKept() {
    explorer.holds(ExplorerList.TOKENS, 11, 1);

    assertThatThrownBy(() -> first(ExplorerList.TOKENS, FINAL))
        .isInstanceOf(SpoorException.class)
        .hasMessage(
            "stand-in: tokentx of %s: a row of block 11 where 12 to 99 was expected"
                .formatted(ANN));
    assertThat(store.size().entries()).isZero();
    assertThat(store.used()).isEmpty();
  }

  @Test
  void walk_cutShort_goesOnFromThePagesThatAreKept() {
    for (int block = 20; block < 40; block++) {
      explorer.holds(ExplorerList.TRANSACTIONS, block, 9);
    }
    ExplorerWalk.Walked cut = walk(50);
    ExplorerWalk.Walked whole = walk(1_000);

    assertThat(cut.isTooLong()).isTrue();
    assertThat(whole.rows()).hasSize(180);
    assertThat(explorer.asked(ExplorerList.TRANSACTIONS))
        .extracting(query -> query.get("startblock"))
        .containsExactly("10", "31");
  }

  /** Rows move back a page when a block is made in between. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 49, 50, 51, 70, 120})
  void walk_blocksMadeBetweenTwoPages_listsEachBlockOfTheSpan(int made) {
    try (StandInExplorer growing = new StandInExplorer(50)) {
      for (int block = 20; block < 90; block++) {
        growing.holds(ExplorerList.BLOCKS, block, 1);
      }
      ExplorerPages pages =
          ExplorerPages.kept(growing.client(KeyPlace.QUERY), store, Network.MAIN, LAST, meter());
      assertThat(pages.first(ExplorerList.BLOCKS, ANN, FINAL)).hasSize(50);
      for (int block = 100; block < 100 + made; block++) {
        growing.holds(ExplorerList.BLOCKS, block, 1);
      }

      ExplorerWalk.Walked walked =
          new ExplorerWalk(pages, ExplorerList.BLOCKS, ANN, FINAL, 1_000).walk();
      assertThat(walked.gaps()).isEmpty();
      assertThat(walked.rows())
          .extracting(ExplorerRow::height)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(20, 90).boxed().toList());
    }
  }

  private ExplorerWalk.Walked walk(int most) {
    return new ExplorerWalk(kept(KeyPlace.QUERY), ExplorerList.TRANSACTIONS, ANN, FINAL, most)
        .walk();
  }

  @Test
  void first_anotherExplorer_isAskedItself() {
    first(ExplorerList.TOKENS, FINAL);
    try (StandInExplorer other = new StandInExplorer(100)) {
      assertThat(
              ExplorerPages.kept(other.client(KeyPlace.QUERY), store, Network.MAIN, LAST, meter())
                  .first(ExplorerList.TOKENS, ANN, FINAL))
          .isEmpty();
    }
  }

  /** A piece of work rests on a page, whether it was fetched for it or kept. */
  @Test
  void first_keptPage_isWhatTheWorkRestsOn() {
    Set<AnswerKey> fetched = new HashSet<>();
    store.noting(fetched, () -> first(ExplorerList.TOKENS, FINAL));
    Set<AnswerKey> recalled = new HashSet<>();
    store.noting(recalled, () -> first(ExplorerList.TOKENS, FINAL));

    assertThat(fetched).hasSize(1).isEqualTo(recalled);
  }

  @ParameterizedTest
  @EnumSource(KeyPlace.class)
  void first_keyOfTheExplorer_isInNothingThatIsKept(KeyPlace place) throws IOException {
    kept(place).first(ExplorerList.TOKENS, ANN, FINAL);
    String told = "%s %s".formatted(store.used(), store.chains());
    store.close();

    assertThat(told)
        .contains(explorer.client(place).identity())
        .doesNotContain(StandInExplorer.KEY, "apikey", "U0VDUkVUS0VZ");
    assertThat(Files.readString(folder.resolve("answers.db"), ISO_8859_1))
        .contains("/?chainid=1&module=account&action=tokentx")
        .doesNotContain(StandInExplorer.KEY, "apikey", "U0VDUkVUS0VZ");
    store = AnswerStore.open(folder.resolve("answers.db"));
  }
}
