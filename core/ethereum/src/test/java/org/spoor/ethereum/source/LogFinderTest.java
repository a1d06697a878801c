package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

final class LogFinderTest {

  private static final Address A = InMemoryChain.account(1);
  private static final Address B = InMemoryChain.account(2);
  private static final Address TRADER = InMemoryChain.account(3);
  private static final Span SPAN = new Span(1, 1_000_000);

  private final InMemoryChain chain = new InMemoryChain(1_000_000);

  private void moves(int count, Address from, Address to) {
    LongStream.range(0, count)
        .forEach(i -> chain.tokens(1 + i * 997, TRADER, Played.TokenMove.transfer(from, to)));
  }

  @Test
  void find_statedRangeLimit_takenAtItsWord() {
    chain.widest(10_000);
    moves(900, A, B);

    Finding found =
        requireNonNull(new LogFinder(chain, 0, 1000, Set.of()).find(Set.of(B), SPAN).get(B));

    assertThat(found.transactions()).hasSize(900);
    assertThat(chain.refusals()).isEqualTo(2);
    assertThat(chain.asked()).hasSize(202);
  }

  @Test
  void find_again_limitRemembered() {
    chain.widest(10_000);
    LogFinder finder = new LogFinder(chain, 0, 1000, Set.of());
    finder.find(Set.of(B), SPAN);
    chain.forgetCounts();

    finder.find(Set.of(A), SPAN);

    assertThat(chain.refusals()).isZero();
  }

  @Test
  void find_tooManyResults_halvedWhereTheyAre() {
    chain.mostResults(10);
    moves(300, A, B);

    assertThat(new LogFinder(chain, 0, 1000, Set.of()).find(Set.of(A, B), SPAN))
        .allSatisfy((address, found) -> assertThat(found.transactions()).hasSize(300));
  }

  @Test
  void find_tooManyResultsInOneBlock_addressesSeparately() {
    chain.mostResults(1);
    chain.tokens(5, TRADER, Played.TokenMove.transfer(A, TRADER));
    chain.tokens(5, TRADER, Played.TokenMove.transfer(B, TRADER));

    assertThat(new LogFinder(chain, 0, 10, Set.of()).find(Set.of(A, B), SPAN))
        .allSatisfy((address, found) -> assertThat(found.transactions()).hasSize(1));
  }

  @Test
  void find_tooManyResultsOfOneAddressInOneBlock_gap() {
    chain.mostResults(1);
    chain.tokens(5, TRADER, Played.TokenMove.transfer(A, TRADER));
    chain.tokens(5, TRADER, Played.TokenMove.transfer(A, TRADER));

    assertThat(
            requireNonNull(new LogFinder(chain, 0, 10, Set.of()).find(Set.of(A), SPAN).get(A))
                .gaps())
        .containsExactly(
            "blocks 5-5: memory: eth_getLogs is refused: query returned more than 1 results");
  }

  @Test
  void find_busyAddress_askedNoFurther() {
    chain.mostResults(50);
    moves(1000, A, TRADER);

    Finding found =
        requireNonNull(
            new LogFinder(chain, 0, 20, Set.of(ChainJson.TOKEN)).find(Set.of(A, B), SPAN).get(A));

    assertThat(found.tooBusy()).isTrue();
    assertThat(chain.roundTrips()).isLessThan(30);
  }

  private Finding found(Address address, int limit, Set<Address> stolen) {
    return requireNonNull(
        new LogFinder(chain, 0, limit, stolen).find(Set.of(address), SPAN).get(address));
  }

  /** Anybody can make them, of real tokens too. */
  @Test
  void find_buriedUnderTransfersOfNothing_notBusy() {
    LongStream.range(0, 500)
        .forEach(
            i -> chain.tokens(1 + i, TRADER, Played.TokenMove.transfer(A, TRADER).ofNothing()));
    TxId genuine = chain.tokens(700, TRADER, Played.TokenMove.transfer(TRADER, A));

    Finding found = found(A, 20, Set.of());

    assertThat(found.tooBusy()).isFalse();
    assertThat(found.gaps()).isEmpty();
    assertThat(found.transactions()).contains(genuine).hasSize(21);
  }

  @Test
  void find_buriedUnderWorthlessTokens_thoseThatMatterAndAGap() {
    Address worthless = InMemoryChain.account(0xbad);
    LongStream.range(0, 500)
        .forEach(
            i -> chain.tokens(1 + i, TRADER, Played.TokenMove.transfer(A, TRADER).by(worthless)));
    TxId genuine = chain.tokens(700, TRADER, Played.TokenMove.transfer(TRADER, A));
    Address tether = KnownTokens.ALL.stream().sorted().findFirst().orElseThrow();
    TxId known = chain.tokens(701, TRADER, Played.TokenMove.transfer(A, B).by(tether));

    Finding found = found(A, 20, Set.of(ChainJson.TOKEN));

    assertThat(found.tooBusy()).isFalse();
    assertThat(found.transactions()).containsExactlyInAnyOrder(genuine, known);
    assertThat(found.gaps())
        .containsExactly(
            "blocks 1-1000000: more than 20 transactions name it in transfers of tokens: only"
                + " those of 11 tokens are looked for");
  }

  @Test
  void find_busyWithTokensThatMatter_tooBusy() {
    moves(500, A, TRADER);

    assertThat(found(A, 20, Set.of(ChainJson.TOKEN)).tooBusy()).isTrue();
  }

  @Test
  void find_refusedForGood_oneGapNoRepetition() {
    chain.refusing("eth_getLogs", -32000, "missing block data");

    assertThat(
            requireNonNull(new LogFinder(chain, 0, 20, Set.of()).find(Set.of(A), SPAN).get(A))
                .gaps())
        .isEqualTo(List.of("blocks 1-1000000: memory: eth_getLogs is refused: missing block data"));
    assertThat(chain.roundTrips()).isEqualTo(1);
  }
}
