package org.spoor.ethereum.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.endpoint.Call;
import org.spoor.ethereum.parse.Movement;
import org.spoor.ethereum.parse.Rules;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.TxId;

final class InternalsTest {

  private static final Address A = InMemoryChain.account(1);
  private static final Address B = InMemoryChain.account(2);
  private static final Address SPLITTER = InMemoryChain.account(0xc0de);
  private static final TxId UNKNOWN = new TxId(Chain.ETHEREUM, "0x" + "9".repeat(64));

  private final InMemoryChain chain = new InMemoryChain(1000);

  enum Way {
    TRACE {
      @Override
      Internals over(InMemoryChain chain) {
        return new TraceInternals(chain, 1000);
      }
    },
    DEBUG {
      @Override
      Internals over(InMemoryChain chain) {
        return new DebugInternals(chain, 1000);
      }
    };

    abstract Internals over(InMemoryChain chain);
  }

  private static Movement ether(Address from, Address to, long wei) {
    return new Movement(from, to, new Coin(Chain.ETHEREUM), Amount.of(wei));
  }

  private static Map<TxId, Rules> newest(TxId... transactions) {
    return Stream.of(transactions).collect(Collectors.toMap(tx -> tx, tx -> Rules.NEWEST));
  }

  private TxId split() {
    return chain.call(
        7,
        A,
        SPLITTER,
        900,
        Played.Inside.call(SPLITTER, B, 400),
        new Played.Inside(SPLITTER, B, 55, false, true),
        new Played.Inside(SPLITTER, A, 500, true, false));
  }

  @ParameterizedTest
  @EnumSource
  void of_callsInside_allButRevertedInOrder(Way way) {
    TxId tx = split();

    assertThat(way.over(chain).of(newest(tx)))
        .containsEntry(
            tx,
            Optional.of(
                List.of(
                    ether(A, SPLITTER, 900), ether(SPLITTER, B, 400), ether(SPLITTER, A, 500))));
  }

  /** It has nothing left before Cancun, and loses nothing since. */
  @ParameterizedTest
  @EnumSource
  void of_destroyedInFavourOfItself_burntByOldRulesAlone(Way way) {
    TxId tx =
        chain.call(7, A, SPLITTER, 900, new Played.Inside(SPLITTER, SPLITTER, 900, true, false));
    Rules shanghai = new Rules(Amount.ZERO, false, 0, false);

    assertThat(way.over(chain).of(Map.of(tx, shanghai)))
        .containsEntry(
            tx,
            Optional.of(
                List.of(
                    ether(A, SPLITTER, 900),
                    new Movement(
                        SPLITTER, Outside.BURN, new Coin(Chain.ETHEREUM), Amount.of(900)))));
    assertThat(way.over(chain).of(newest(tx)))
        .containsEntry(tx, Optional.of(List.of(ether(A, SPLITTER, 900))));
  }

  @ParameterizedTest
  @EnumSource
  void of_failedTransaction_nothingMoved(Way way) {
    TxId tx = chain.failed(7, A, B, 900);

    assertThat(way.over(chain).of(newest(tx))).containsEntry(tx, Optional.of(List.of()));
  }

  @ParameterizedTest
  @EnumSource
  void of_unknownTransaction_notTold(Way way) {
    assertThat(way.over(chain).of(newest(UNKNOWN))).containsEntry(UNKNOWN, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void of_many_fewRoundTripsAllSettled(Way way) {
    Map<TxId, Rules> many = newest(split(), chain.create(8, A, SPLITTER, 2), chain.pay(8, A, B, 3));

    assertThat(way.over(chain).of(many)).hasSize(3);
    assertThat(chain.roundTrips()).isLessThanOrEqualTo(2);
    assertThat(chain.asked()).allMatch(Call::settled);
  }

  @ParameterizedTest
  @EnumSource
  void of_methodUnknown_notTold(Way way) {
    TxId tx = split();
    chain.without("trace_", "debug_", "ots_");

    assertThat(way.over(chain).of(newest(tx))).containsEntry(tx, Optional.empty());
  }

  @Test
  void of_noInternals_ownValueOfThoseWithoutCodeAlone() {
    TxId plain = chain.pay(8, A, B, 3);
    TxId failed = chain.failed(8, A, B, 3);
    TxId running = split();

    assertThat(new NoInternals(chain, 1000).of(newest(plain, failed, running, UNKNOWN)))
        .containsEntry(plain, Optional.of(List.of(ether(A, B, 3))))
        .containsEntry(failed, Optional.of(List.of()))
        .containsEntry(running, Optional.empty())
        .containsEntry(UNKNOWN, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(names = {"TRACE", "DEBUG"})
  void ofBlocks_severalTransactions_each(Way way) {
    TxId split = split();
    TxId plain = chain.pay(7, A, B, 3);
    BlockInternals internals = (BlockInternals) way.over(chain);

    assertThat(internals.ofBlocks(Map.of(7L, Rules.NEWEST, 8L, Rules.NEWEST)).get(7L))
        .hasValueSatisfying(moved -> {
          assertThat(moved).containsOnlyKeys(split, plain);
          assertThat(moved.get(plain)).containsExactly(ether(A, B, 3));
          assertThat(moved.get(split)).hasSize(3);
        });
    assertThat(chain.roundTrips()).isEqualTo(1);
  }
}
