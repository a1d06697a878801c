package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.EndKind;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Token;

/** What an address held and has not moved since. */
final class StolenHoldingTest {

  private static final Asset ETHER = new Coin(Chain.ETHEREUM);

  private final PlayedTheft played = PlayedTheft.once();

  /** The last payment of each kind, to an exchange that keeps it. */
  static List<Transfer> last() {
    List<Transfer> facts = PlayedTheft.once().theft().transfers();
    return List.of(
        lastOf(facts.stream().filter(t -> t.asset().equals(ETHER)).toList()),
        lastOf(facts.stream().filter(t -> t.asset() instanceof Token).toList()));
  }

  private static Transfer lastOf(List<Transfer> facts) {
    return facts.stream().filter(t -> t.to() instanceof Address).toList().getLast();
  }

  @ParameterizedTest
  @MethodSource("last")
  void trace_holdingThatHasNotMovedSince_isHeld(Transfer last) {
    Address holder = (Address) last.to();
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road)) {
      long head = sources.reader(List.of()).heads().getFirst().height().orElseThrow();
      StolenHolding stolen =
          new StolenHolding(new Origin("kept", 1), holder, last.asset(), head, List.of());
      Incident incident = Incident.of("kept", LocalDate.of(2024, 1, 1), List.of(stolen));

      assertThat(Traced.by(TaintPolicy.FIFO, sources.reader(List.of(stolen)), incident).ends())
          .singleElement()
          .satisfies(end -> {
            assertThat(end.kind()).isEqualTo(EndKind.HELD);
            assertThat(Optional.of(end.taint().total()))
                .isEqualTo(sources.held(holder, last.asset(), head));
            assertThat(end.taint().total()).isGreaterThanOrEqualTo(last.amount());
          });
    }
  }

  @Test
  void reader_gainBeforeTheHolding_readsFromTheGainOn() {
    Transfer last = last().getFirst();
    Address holder = (Address) last.to();
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road)) {
      long head = sources.reader(List.of()).heads().getFirst().height().orElseThrow();
      List<TheftSource> stolen =
          List.of(new StolenHolding(new Origin("kept", 1), holder, ETHER, head, List.of()));
      ChainReader late = sources.reader(stolen);
      ChainReader early = sources.reader(stolen, List.of(last.tx()));

      assertThat(late.history(holder)).isEmpty();
      assertThat(late.coverage(holder, ETHER, last.position())).isEqualTo(Coverage.PARTIAL);
      assertThat(early.history(holder)).extracting(Transfer::tx).contains(last.tx());
      assertThat(early.coverage(holder, ETHER, last.position())).isEqualTo(Coverage.COMPLETE);
    }
  }

  @Test
  void held_noToken_isNotTold() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road)) {
      Address thief = played.theft().attacker();
      assertThat(sources.held(thief, new Token(thief), 5)).isEmpty();
      assertThat(sources.held(thief, ETHER, 0)).contains(Amount.ZERO);
    }
  }

  private static EthereumSources open(LatencyProxy road) {
    return EthereumSources.open(
        PlayedTheft.settings(road.url(), PlayedTheft.newCache(), false, OptionalLong.empty()));
  }
}
