package org.spoor.ethereum.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

final class CombinedFinderTest {

  private static final Address A = InMemoryChain.account(1);
  private static final Span SPAN = new Span(1, 100);

  /** Finds always the same. */
  private record Fixed(String name, Finding finding) implements Finder {
    @Override
    public Map<Address, Finding> find(Set<Address> addresses, Span span) {
      return Map.of(A, finding);
    }
  }

  private static TxId tx(int number) {
    return new TxId(Chain.ETHEREUM, "0x" + String.format("%064x", number));
  }

  private static Finder found(int tx, String... gaps) {
    return new Fixed("f" + tx, new Finding(Set.of(tx(tx)), List.of(gaps), false));
  }

  private static Map<Address, Finding> find(List<Finder> ether, List<Finder> tokens) {
    return new CombinedFinder(ether, tokens).find(Set.of(A), SPAN);
  }

  @Test
  void find_gapThatAnotherOfTheKindCovers_noGap() {
    assertThat(find(List.of(found(1, "hidden"), found(2)), List.of(found(3))))
        .containsEntry(A, new Finding(Set.of(tx(1), tx(2), tx(3)), List.of(), false));
  }

  @Test
  void find_gapThatOnlyTheOtherKindLacks_kept() {
    assertThat(find(List.of(found(1)), List.of(found(3, "no logs"))))
        .containsEntry(A, new Finding(Set.of(tx(1), tx(3)), List.of("no logs"), false));
  }

  @Test
  void find_noFinderOfAKind_gap() {
    assertThat(find(List.of(), List.of(found(3))))
        .containsEntry(
            A, new Finding(Set.of(tx(3)), List.of("ether that moves is not looked for"), false));
  }

  @Test
  void find_oneTooBusy_tooBusy() {
    assertThat(find(List.of(found(1)), List.of(new Fixed("busy", Finding.TOO_BUSY))))
        .containsEntry(A, Finding.TOO_BUSY);
  }

  @Test
  void find_oneFails_itsFailure() {
    Finder failing =
        new Finder() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public Map<Address, Finding> find(Set<Address> addresses, Span span) {
            throw SpoorException.unavailable("node away");
          }
        };

    assertThatThrownBy(() -> find(List.of(found(1), failing), List.of()))
        .isInstanceOf(SpoorException.class)
        .hasMessage("node away");
  }

  @Test
  void name_several_joined() {
    assertThat(new CombinedFinder(List.of(found(1)), List.of(found(3))).name()).isEqualTo("f1+f3");
  }
}
