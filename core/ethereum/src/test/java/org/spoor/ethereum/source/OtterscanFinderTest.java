package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OtterscanFinderTest extends FinderContract {

  @Override
  Finder etherFinder(InMemoryChain chain) {
    return new OtterscanFinder(chain, HEAD, LIMIT);
  }

  @Override
  int roundTripsAtMost() {
    return 1;
  }

  @Test
  void find_severalPages_oneRoundTripEachForAllAddresses() {
    LongStream.range(0, 60).forEach(i -> chain.pay(10 + i / 2, A, B, 5));

    Finding found =
        requireNonNull(new OtterscanFinder(chain, HEAD, 100).find(Set.of(A, B), ALL).get(B));

    assertThat(found.transactions()).hasSize(60);
    assertThat(chain.roundTrips()).isEqualTo(3);
  }

  @Test
  void find_spanAboveManyPages_stopsAtItsStart() {
    LongStream.range(0, 300).forEach(i -> chain.pay(10 + i, A, B, 5));

    Finding found =
        requireNonNull(
            new OtterscanFinder(chain, HEAD, 100).find(Set.of(B), new Span(300, 400)).get(B));

    assertThat(found.transactions()).hasSize(10);
    assertThat(chain.roundTrips()).isEqualTo(1);
  }

  /** As one that gives shorter pages than it is asked for. */
  @Test
  void find_shortPages_goesOn() {
    chain.otterscanPages(7);
    LongStream.range(0, 60).forEach(i -> chain.pay(10 + i, A, B, 5));

    assertThat(found(100)).isEqualTo(new Finding(found(100).transactions(), List.of(), false));
    assertThat(found(100).transactions()).hasSize(60);
  }

  @Test
  void find_emptyPageThatIsNotTheLast_gap() {
    chain.otterscanPages(0);
    chain.pay(10, A, B, 5);

    assertThat(found(100).gaps())
        .containsExactly(
            "blocks 1-20000000: memory: ots_searchTransactionsBefore lists nothing below block"
                + " 20000001, and does not call that all");
  }

  @Test
  void find_fullPageCalledTheLast_nextOneTells() {
    chain.otterscanCallsEachPageTheLast();
    LongStream.range(0, 60).forEach(i -> chain.pay(10 + i, A, B, 5));

    assertThat(found(100).transactions()).hasSize(60);
  }

  private Finding found(int limit) {
    return requireNonNull(new OtterscanFinder(chain, HEAD, limit).find(Set.of(B), ALL).get(B));
  }

  @Test
  void find_refused_gap() {
    chain.without("ots_");

    assertThat(
            requireNonNull(new OtterscanFinder(chain, HEAD, LIMIT).find(Set.of(B), ALL).get(B))
                .gaps())
        .singleElement()
        .asString()
        .startsWith("blocks 1-20000000: memory: ots_searchTransactionsBefore is refused");
  }
}
