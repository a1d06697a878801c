package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.RememberingNode;

final class TraceFilterFinderTest extends FinderContract {

  @Override
  Finder etherFinder(InMemoryChain chain) {
    return new TraceFilterFinder(chain, HEAD, LIMIT);
  }

  /** A hundred traces may be a page that was cut: one more tells. */
  @Override
  int roundTripsAtMost() {
    return 2;
  }

  @Test
  void find_moreThanAPage_nextPages() {
    LongStream.range(0, 2500).forEach(i -> chain.pay(10 + i, A, B, 5));

    Map<?, Finding> found = new TraceFilterFinder(chain, HEAD, 5000).find(Set.of(B), ALL);

    assertThat(requireNonNull(found.get(B)).transactions()).hasSize(2500);
    assertThat(chain.roundTrips()).isEqualTo(3);
  }

  @Test
  void find_exactlyAPageAndOffsetForgotten_ends() {
    chain.forgettingAfter();
    LongStream.range(0, 2000).forEach(i -> chain.pay(10 + i, A, B, 5));

    Map<?, Finding> found = new TraceFilterFinder(chain, HEAD, 5000).find(Set.of(B), ALL);

    assertThat(requireNonNull(found.get(B)).transactions()).hasSize(2000);
  }

  /** As nodes that list fewer than they are asked for, whatever was asked. */
  @ParameterizedTest
  @ValueSource(ints = {50, 100, 128, 500})
  void find_pagesCutShort_goesOn(int most) {
    chain.mostTraces(most);
    LongStream.range(0, 1100).forEach(i -> chain.pay(10 + i, A, B, 5));

    Finding found =
        requireNonNull(new TraceFilterFinder(chain, HEAD, 5000).find(Set.of(B), ALL).get(B));

    assertThat(found.transactions()).hasSize(1100);
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void find_fewTraces_askedOnce() {
    LongStream.range(0, 99).forEach(i -> chain.pay(10 + i, A, B, 5));

    new TraceFilterFinder(chain, HEAD, 5000).find(Set.of(B), ALL);

    assertThat(chain.roundTrips()).isEqualTo(1);
  }

  @Test
  void find_roundNumberAfterALongerPage_askedOnce() {
    LongStream.range(0, 101).forEach(i -> chain.pay(10 + i, A, B, 5));
    LongStream.range(0, 100).forEach(i -> chain.pay(10 + i, A, C, 5));
    Finder finder = new TraceFilterFinder(chain, HEAD, 5000);
    finder.find(Set.of(B), ALL);
    chain.forgetCounts();

    assertThat(requireNonNull(finder.find(Set.of(C), ALL).get(C)).transactions()).hasSize(100);
    assertThat(chain.roundTrips()).isEqualTo(1);
  }

  @Test
  void find_asRoundAsThePageBefore_theNextIsAskedAlongWithIt(@TempDir Path folder) {
    LongStream.range(0, 100).forEach(i -> chain.pay(10 + i, A, B, 5));
    LongStream.range(0, 100).forEach(i -> chain.pay(10 + i, A, C, 5));
    try (AnswerStore store = AnswerStore.open(folder.resolve("answers.db"))) {
      Meter meter = Meter.of(Budget.of(OptionalLong.empty()));
      Node node = RememberingNode.of(chain, store, "1", meter, (call, answer) -> Optional.empty());
      Finder finder = new TraceFilterFinder(node, HEAD, 5000);
      finder.find(Set.of(B), ALL);
      assertThat(chain.roundTrips()).isEqualTo(2);
      chain.forgetCounts();

      assertThat(requireNonNull(finder.find(Set.of(C), ALL).get(C)).transactions()).hasSize(100);
      assertThat(chain.roundTrips()).isEqualTo(1);
    }
  }

  @Test
  void find_cutShortAndCountedFromTheStartAgain_gap() {
    chain.mostTraces(100).ignoringAfter();
    LongStream.range(0, 250).forEach(i -> chain.pay(10 + i, A, B, 5));

    Finding found =
        requireNonNull(new TraceFilterFinder(chain, HEAD, 5000).find(Set.of(B), ALL).get(B));

    assertThat(found.gaps())
        .containsExactly(
            "blocks 1-20000000: memory: trace_filter lists 100 traces and does not count on from"
                + " there");
  }

  @Test
  void find_unknownMethod_gap() {
    chain.without("trace_");

    Finding found =
        requireNonNull(new TraceFilterFinder(chain, HEAD, LIMIT).find(Set.of(B), ALL).get(B));

    assertThat(found.gaps())
        .isEqualTo(
            List.of(
                "blocks 1-20000000: memory: trace_filter is refused: the method trace_filter does"
                    + " not exist/is not available"));
  }
}
