package org.spoor.model.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.TxId;

class IncidentTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Bybit", "by bit", "-bybit", "a/b", "../x"})
  void new_idThatIsNoName_isRefused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Incident.of(id, LocalDate.of(2025, 2, 21), List.of()));
  }

  @Test
  void new_listsGivenToIt_areCopied() {
    List<TheftSource> sources = new ArrayList<>();
    Incident incident = Incident.of("bybit-2025", LocalDate.of(2025, 2, 21), sources);
    Address address = new Address(Chain.ETHEREUM, "0x" + "1".repeat(40));
    sources.add(
        new TheftSource.StolenHolding(
            new Origin("bybit-2025", 1), address, new Coin(Chain.ETHEREUM), 1, List.of()));

    assertThat(incident.theftSources()).isEmpty();
  }

  @Test
  void origin_order_isByIncidentThenNumber() {
    List<Origin> inOrder =
        List.of(new Origin("a", 2), new Origin("a", 10), new Origin("b", 1), new Origin("b", 2));

    assertThat(Stream.of(inOrder.get(3), inOrder.get(1), inOrder.get(0), inOrder.get(2)).sorted())
        .containsExactlyElementsOf(inOrder);
    assertThatIllegalArgumentException().isThrownBy(() -> new Origin("a", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Origin("", 1));
  }

  @Test
  void assertedConversion_ofNothing_isRefused() {
    Address address = new Address(Chain.ETHEREUM, "0x" + "1".repeat(40));
    Coin coin = new Coin(Chain.ETHEREUM);
    TxId tx = new TxId(Chain.ETHEREUM, "tx");

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new AssertedConversion(
                tx,
                address,
                coin,
                Amount.ZERO,
                OptionalInt.empty(),
                tx,
                address,
                coin,
                Amount.of(1),
                OptionalInt.empty(),
                EvidenceClass.FACT,
                "",
                List.of()));
  }

  @Test
  void atLeast_classes_goFromFactToCandidate() {
    assertThat(EvidenceClass.FACT.atLeast(EvidenceClass.CANDIDATE)).isTrue();
    assertThat(EvidenceClass.DECODED.atLeast(EvidenceClass.DECODED)).isTrue();
    assertThat(EvidenceClass.HEURISTIC.atLeast(EvidenceClass.DECODED)).isFalse();
  }
}
