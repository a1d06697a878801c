package org.spoor.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainTest {

  @ParameterizedTest
  @CsvSource({
    "bitcoin, 0, 5000000000",
    "bitcoin, 209999, 5000000000",
    "bitcoin, 210000, 2500000000",
    "bitcoin, 840000, 312500000",
    "bitcoin, 6929999, 1",
    "bitcoin, 6930000, 0",
    "bitcoin, 99999999, 0",
    "bitcoin-regtest, 149, 5000000000",
    "bitcoin-regtest, 150, 2500000000",
    "ethereum, 1, 0"
  })
  void subsidy_height_followsTheSchedule(String chain, long height, long units) {
    assertThat(Chain.find(chain).orElseThrow().subsidy(height)).isEqualTo(Amount.of(units));
  }

  @Test
  void canFollow_times_byTheRulesOfTheChain() {
    Instant noon = Instant.parse("2025-01-02T12:00:00Z");

    assertThat(Chain.ETHEREUM.canFollow(noon, noon.plusSeconds(1))).isTrue();
    assertThat(Chain.ETHEREUM.canFollow(noon, noon)).isFalse();
    assertThat(Chain.ARBITRUM.canFollow(noon, noon)).isTrue();
    assertThat(Chain.ARBITRUM.canFollow(noon, noon.minusSeconds(1))).isFalse();
    assertThat(Chain.BITCOIN.canFollow(noon, noon.minusSeconds(7200))).isTrue();
    assertThat(Chain.BITCOIN.canFollow(noon, noon.minusSeconds(7201))).isFalse();
  }

  @Test
  void find_everyId_isTheChain() {
    for (Chain chain : Chain.values()) {
      assertThat(Chain.find(chain.id())).contains(chain);
    }
    assertThat(Chain.find("Bitcoin")).isEmpty();
  }
}
