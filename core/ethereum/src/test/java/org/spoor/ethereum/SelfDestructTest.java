package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.Cast;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.ethereum.anvil.VaultOnAnvil;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Outside;

/** What a contract that destroys itself in favour of itself leaves, by the rules of its network. */
final class SelfDestructTest {

  private static Incident incident(VaultOnAnvil played) {
    return Incident.of(
        "vault",
        LocalDate.of(2024, 1, 1),
        List.of(
            new TheftSource.StolenTransfer(
                new Origin("vault", 1),
                played.theft(),
                Optional.of(Cast.THIEF),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  /** The time of its blocks is the same, before Cancun came to the main network. */
  @ParameterizedTest
  @CsvSource({
    "shanghai, TRACE_FILTER, true", "shanghai, OTTERSCAN_AND_DEBUG, true",
    "cancun, TRACE_FILTER, false", "cancun, OTTERSCAN_AND_DEBUG, false"
  })
  void history_contractThatIsItsOwnHeir_isBurntBeforeCancunAlone(
      String rules, Kind kind, boolean burnt) {
    try (Anvil anvil = Anvil.start("--hardfork", rules);
        LatencyProxy road = LatencyProxy.before(anvil.url(), Duration.ZERO)) {
      VaultOnAnvil played = VaultOnAnvil.playedOn(anvil);
      road.forget(kind.unknown());
      try (EthereumSources sources =
          EthereumSources.open(PlayedTheft.settings(road.url(), PlayedTheft.newCache()))) {
        ChainReader reader = sources.reader(incident(played).theftSources());
        List<Transfer> history = reader.history(played.vault());

        assertThat(anvil.balance(played.vault()))
            .isEqualTo(burnt ? BigInteger.ZERO : BigInteger.TWO.multiply(BigInteger.TEN.pow(18)));
        assertThat(history).hasSize(burnt ? 2 : 1);
        assertThat(history.stream().filter(event -> event.tx().equals(played.end())))
            .allMatch(event -> event.to() == Outside.BURN);
        assertThat(
                reader.coverage(played.vault(), TransactionReader.ETHER, Traced.lastBlock(reader)))
            .isEqualTo(Coverage.COMPLETE);
      }
    }
  }
}
