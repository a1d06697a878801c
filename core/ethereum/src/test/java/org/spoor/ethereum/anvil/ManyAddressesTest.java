package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.value.Address;

final class ManyAddressesTest {

  @Test
  void playedOn_aThousandOnTwentyLevels_arrivesAtTheLastOne() {
    try (Anvil anvil = Anvil.start()) {
      ManyAddresses many = ManyAddresses.playedOn(anvil, 1_000, 20, 10);

      assertThat(many.levels()).hasSize(20).allMatch(level -> level.size() == 50);
      assertThat(many.levels().stream().flatMap(List::stream).distinct()).hasSize(1_000);
      assertThat(anvil.height()).isEqualTo(1 + 1 + 19 * 11 + 3);
      assertThat(balances(anvil, many.levels().getLast())).containsOnly(many.rest());
      assertThat(balances(anvil, many.levels().get(10)))
          .allMatch(rest -> rest.compareTo(BigInteger.TWO) < 0);
    }
  }

  @Test
  void playedOn_twice_isTheSameToTheHash() {
    try (Anvil one = Anvil.start();
        Anvil other = Anvil.start()) {
      assertThat(ManyAddresses.playedOn(one, 200, 4, 1))
          .isEqualTo(ManyAddresses.playedOn(other, 200, 4, 1));
      assertThat(lastHash(one)).isEqualTo(lastHash(other));
    }
  }

  @Test
  void playedOn_unevenLevels_isRefused() {
    try (Anvil anvil = Anvil.start()) {
      assertThatThrownBy(() -> ManyAddresses.playedOn(anvil, 7, 3, 0))
          .hasMessage("7 addresses on 3 levels");
    }
  }

  private static List<BigInteger> balances(Anvil anvil, List<Address> addresses) {
    List<List<Object>> calls =
        addresses.stream().map(a -> List.<Object>of(a.text(), "latest")).toList();
    return anvil.rpcAll("eth_getBalance", calls).stream().map(Anvil::number).toList();
  }

  private static String lastHash(Anvil anvil) {
    return anvil.rpc("eth_getBlockByNumber", "latest", false).get("hash").asString();
  }
}
