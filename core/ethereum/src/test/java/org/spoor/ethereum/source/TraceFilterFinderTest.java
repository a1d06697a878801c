package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TraceFilterFinderTest extends FinderContract {

  @Override
  Finder etherFinder(InMemoryChain chain) {
    return new TraceFilterFinder(chain, HEAD, LIMIT);
  }

  @Override
  int roundTripsAtMost() {
    return 1;
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
