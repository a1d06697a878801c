package org.spoor.ethereum.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.TxId;

final class BisectFinderTest extends FinderContract {

  @Override
  Finder etherFinder(InMemoryChain chain) {
    TraceInternals internals = new TraceInternals(chain, HEAD);
    return new BisectFinder(chain, internals, Optional.of(internals), HEAD, LIMIT);
  }

  /** The ends, 9 of bisecting 20 million blocks, 4 of reading 200, receipts, codes. */
  @Override
  int roundTripsAtMost() {
    return 16;
  }

  private Finding untraced() {
    NoInternals none = new NoInternals(chain, HEAD);
    return requireNonNull(
        new BisectFinder(chain, none, Optional.empty(), HEAD, LIMIT).find(Set.of(B), ALL).get(B));
  }

  @Test
  void find_debugTracing_internalsFound() {
    TxId tx = chain.call(77, A, SPLITTER, 900, Played.Inside.call(SPLITTER, B, 400));
    DebugInternals debug = new DebugInternals(chain, HEAD);
    Finder finder = new BisectFinder(chain, debug, Optional.of(debug), HEAD, LIMIT);

    assertThat(requireNonNull(finder.find(Set.of(B), ALL).get(B)).transactions())
        .containsExactly(tx);
  }

  @Test
  void find_internalPaymentWithoutTracing_gapAtItsBlock() {
    chain.call(77, A, SPLITTER, 900, Played.Inside.call(SPLITTER, B, 400));
    TxId seen = chain.pay(78, A, B, 5);

    assertThat(untraced().transactions()).containsExactly(seen);
    assertThat(untraced().gaps())
        .containsExactly(
            "block 77: +400 wei not explained by any transaction seen (internal transfers cannot"
                + " be seen here)");
  }

  @Test
  void find_plainPaymentsWithoutTracing_noGap() {
    chain.pay(77, A, B, 400);
    chain.pay(78, B, C, 5);
    chain.failed(79, B, C, 5);

    assertThat(untraced().gaps()).isEmpty();
    assertThat(untraced().transactions()).hasSize(3);
  }

  @Test
  void find_contract_gapThatMoreMayHavePassed() {
    chain.contract(B);

    assertThat(untraced().gaps()).singleElement().asString().contains("the address has code");
  }

  /** It has no code at either end of the span. */
  @Test
  void find_contractThatCameAndWent_gapThatMoreMayHavePassed() {
    chain.create(100, A, B, 5);
    chain.call(200, A, B, 0, new Played.Inside(B, A, 5, true, false));

    assertThat(untraced().gaps())
        .anyMatch(gap -> gap.contains("the address has code"))
        .anyMatch(gap -> gap.startsWith("block 100: its nonce changed by 1, but it sent 0"));
  }

  @Test
  void find_contractDestroyedWithinTheSpan_gapThatMoreMayHavePassed() {
    chain.contract(B);
    chain.call(200, A, B, 0, new Played.Inside(B, A, 5, true, false));
    assertThat(untraced().gaps()).anyMatch(gap -> gap.contains("the address has code"));
  }

  @Test
  void find_uncleOfAMinedBlock_isACreditToBeRead() {
    chain.mines(500, C);
    chain.pays(500, B, 4_375_000_000_000_000_000L);

    assertThat(untraced())
        .isEqualTo(new Finding(Set.of(), Set.of(500L), java.util.List.of(), false));
  }

  @Test
  void find_beyondAnUnclesRewardWithoutTracing_gap() {
    chain.mines(500, C);
    chain.pays(500, B, 437);

    assertThat(untraced().gaps())
        .singleElement()
        .asString()
        .startsWith("block 500: +437 wei not explained");
  }

  @Test
  void find_withdrawal_explainedByTheBlock() {
    chain.withdraw(500, B, 32_000);

    assertThat(untraced())
        .isEqualTo(new Finding(Set.of(), Set.of(500L), java.util.List.of(), false));
  }

  @Test
  void find_reward_explainedByTheBlock() {
    chain.mines(500, B);

    assertThat(untraced())
        .isEqualTo(new Finding(Set.of(), Set.of(500L), java.util.List.of(), false));
  }

  @Test
  void find_noArchive_gap() {
    chain.refusing("eth_getBalance", -32000, "missing trie node");

    assertThat(untraced().gaps())
        .contains("memory: eth_getBalance: the state after block 0 is refused: missing trie node");
  }
}
