package org.spoor.ethereum.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.ethereum.parse.TokenLogs;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/** What every way of finding transactions must find. */
abstract class FinderContract {

  static final long HEAD = 20_000_000;
  static final int LIMIT = 40;
  static final Address A = InMemoryChain.account(1);
  static final Address B = InMemoryChain.account(2);
  static final Address C = InMemoryChain.account(3);
  static final Address SPLITTER = InMemoryChain.account(0xc0de);
  static final Span ALL = new Span(1, HEAD);

  final InMemoryChain chain = new InMemoryChain(HEAD).contract(SPLITTER);

  /** Of ether; tokens are found by their logs in all cases. */
  abstract Finder etherFinder(InMemoryChain chain);

  /** Round trips in turn for a few transactions of any number of addresses. */
  abstract int roundTripsAtMost();

  private Map<Address, Finding> find(Set<Address> addresses, Span span) {
    return new CombinedFinder(
            List.of(etherFinder(chain)), List.of(new LogFinder(chain, HEAD, LIMIT, Set.of())))
        .find(addresses, span);
  }

  private Finding find(Address address) {
    return Objects.requireNonNull(find(Set.of(address), ALL).get(address));
  }

  @Test
  void find_paymentsBothWays_all() {
    TxId in = chain.pay(7_000_000, A, B, 500);
    TxId out = chain.pay(7_000_001, B, C, 200);
    TxId more = chain.pay(19_999_999, B, C, 100);
    chain.pay(7_000_001, A, C, 1);

    assertThat(find(B)).isEqualTo(new Finding(Set.of(in, out, more), List.of(), false));
  }

  @Test
  void find_twoInOneBlock_both() {
    TxId in = chain.pay(900, A, B, 500);
    TxId out = chain.pay(900, B, C, 500);

    assertThat(find(B).transactions()).containsExactlyInAnyOrder(in, out);
  }

  @Test
  void find_incomingAndOutgoingLeaveBalanceEqual_both() {
    TxId in = chain.pay(4_000_000, A, B, 210_000);
    TxId out = chain.pay(4_000_000, B, C, 0);

    assertThat(find(B).transactions()).containsExactlyInAnyOrder(in, out);
  }

  @Test
  void find_internalPayment_theTransactionThatMadeIt() {
    TxId tx =
        chain.call(
            8_000_000,
            A,
            SPLITTER,
            900,
            Played.Inside.call(SPLITTER, B, 400),
            Played.Inside.call(SPLITTER, C, 500));

    assertThat(find(Set.of(B, C), ALL))
        .containsEntry(B, new Finding(Set.of(tx), List.of(), false))
        .containsEntry(C, new Finding(Set.of(tx), List.of(), false));
  }

  @Test
  void find_internalPaymentBesideNamedOne_both() {
    TxId inside = chain.call(5, A, SPLITTER, 900, Played.Inside.call(SPLITTER, B, 400));
    TxId direct = chain.pay(5, C, B, 30);

    assertThat(find(B).transactions()).containsExactlyInAnyOrder(inside, direct);
  }

  @Test
  void find_selfDestruct_theTransactionThatMadeIt() {
    TxId tx =
        chain.call(8_000_000, A, SPLITTER, 0, new Played.Inside(SPLITTER, B, 77, true, false));

    assertThat(find(B).transactions()).containsExactly(tx);
  }

  @Test
  void find_createdWithValue_itsCreation() {
    Address made = InMemoryChain.account(0xbabe);
    TxId tx = chain.create(12_345, A, made, 300);

    assertThat(find(made).transactions()).containsExactly(tx);
    assertThat(find(A).transactions()).containsExactly(tx);
  }

  @Test
  void find_failedTransaction_ofItsSender() {
    TxId tx = chain.failed(55, A, B, 300);

    assertThat(find(A)).isEqualTo(new Finding(Set.of(tx), List.of(), false));
  }

  @Test
  void find_tokensMoved_ofBothSides() {
    TxId tx = chain.tokens(66, C, Played.TokenMove.transfer(A, B));

    assertThat(find(Set.of(A, B), ALL))
        .containsEntry(A, new Finding(Set.of(tx), List.of(), false))
        .containsEntry(B, new Finding(Set.of(tx), List.of(), false));
  }

  @Test
  void find_etherWrappedForOther_ofTheOther() {
    TxId deposit = chain.tokens(66, C, new Played.TokenMove(TokenLogs.DEPOSIT, List.of(A)));
    TxId withdrawal = chain.tokens(67, C, new Played.TokenMove(TokenLogs.WITHDRAWAL, List.of(A)));

    assertThat(find(A).transactions()).containsExactlyInAnyOrder(deposit, withdrawal);
  }

  @Test
  void find_outsideSpan_nothing() {
    chain.pay(99, A, B, 500);
    TxId within = chain.pay(100, A, B, 500);
    TxId last = chain.pay(200, B, A, 5);
    chain.pay(201, A, B, 500);

    assertThat(find(Set.of(B), new Span(100, 200)))
        .containsOnly(Map.entry(B, new Finding(Set.of(within, last), List.of(), false)));
  }

  @Test
  void find_untouched_nothing() {
    assertThat(find(C)).isEqualTo(new Finding(Set.of(), List.of(), false));
  }

  @Test
  void find_noAddresses_asksNothing() {
    assertThat(find(Set.of(), ALL)).isEmpty();
    assertThat(chain.roundTrips()).isZero();
  }

  @Test
  void find_moreThanLimit_tooBusyAlone() {
    LongStream.rangeClosed(0, LIMIT).forEach(i -> chain.pay(1_000 + 17 * i, A, B, 5));
    TxId quiet = chain.pay(1_000_000, C, InMemoryChain.account(9), 5);

    Map<Address, Finding> found = find(Set.of(B, C), ALL);

    assertThat(found)
        .containsEntry(B, new Finding(Set.of(), List.of(), true))
        .containsEntry(C, new Finding(Set.of(quiet), List.of(), false));
  }

  @Test
  void find_exactlyLimit_all() {
    LongStream.range(0, LIMIT).forEach(i -> chain.pay(1_000 + 17 * i, A, B, 5));

    assertThat(find(B).transactions()).hasSize(LIMIT);
  }

  @Test
  void find_hundredAddresses_noMoreRoundTripsThanFew() {
    Set<Address> addresses = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Address thief = InMemoryChain.account(100_000 + i);
      addresses.add(thief);
      chain.pay(1_000_000 + 77_777 * i, A, thief, 5_000_000);
      chain.pay(1_000_300 + 77_777 * i, thief, C, 5);
    }

    Map<Address, Finding> found = find(addresses, ALL);

    assertThat(found.values()).allMatch(finding -> finding.transactions().size() == 2);
    assertThat(etherRoundTrips()).isLessThanOrEqualTo(roundTripsAtMost());
  }

  private Finding refused(int code, String words) {
    List.of("trace_filter", "ots_searchTransactionsBefore", "eth_getBalance")
        .forEach(method -> chain.refusing(method, code, words));
    return Objects.requireNonNull(etherFinder(chain).find(Set.of(B), ALL).get(B));
  }

  @ParameterizedTest
  @CsvSource({
    "-32005, daily request count exceeded",
    "-32005, limit exceeded",
    "429, slow down",
    "-32000, quota exceeded",
    "-32000, over capacity",
    "-32000, execution timeout"
  })
  void find_refusedForTheMoment_isNoGap(int code, String words) {
    assertThatThrownBy(() -> refused(code, words))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE))
        .hasMessageContainingAll("memory: ", "_", words);
  }

  @ParameterizedTest
  @CsvSource({
    "-32601, no, true",
    "-32000, missing trie node, true",
    "-32000, block range is pruned, true",
    "-32603, something odd, false"
  })
  void find_refused_isAGapThatLastsIfItWillBeRefusedAgain(
      int code, String words, boolean isLasting) {
    Finding finding = refused(code, words);

    assertThat(finding.gaps()).isNotEmpty().allMatch(gap -> gap.contains("memory: "));
    assertThat(finding.isLasting()).isEqualTo(isLasting);
  }

  @Test
  void find_spanBelowFinalisedBlock_everyCallSettled() {
    chain.call(8_000_000, A, SPLITTER, 9, Played.Inside.call(SPLITTER, B, 4));

    find(B);

    assertThat(chain.asked()).allMatch(call -> call.settled());
  }

  /** The logs of tokens take one. */
  private int etherRoundTrips() {
    long logs =
        chain.asked().stream()
            .filter(call -> call.method().equals("eth_getLogs"))
            .collect(Collectors.counting());
    assertThat(logs).isEqualTo(2);
    return chain.roundTrips() - 1;
  }
}
