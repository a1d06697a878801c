package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.FeesOnAnvil;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** Runs as of a block that another run has read up to, where not every question has an answer. */
final class SecondRunTest {

  private static final TxId NOWHERE = new TxId(Chain.ETHEREUM, "0x" + "7".repeat(64));

  @TempDir private Path folder;

  private <T> T run(
      LatencyProxy road, boolean offline, OptionalLong asOf, Function<EthereumSources, T> work) {
    try (EthereumSources sources =
        EthereumSources.open(
            PlayedTheft.settings(road.url(), folder.resolve("answers.db"), offline, asOf))) {
      return work.apply(sources);
    }
  }

  /** What the work gives at first, and that it gives it again without a call. */
  private <T> T twice(LatencyProxy road, Function<EthereumSources, T> work) {
    long head = run(road, false, OptionalLong.empty(), SecondRunTest::head);
    T first = run(road, false, OptionalLong.of(head), work);
    assertThat(road.count().byMethod()).isNotEmpty();

    road.countAnew();
    assertThat(run(road, false, OptionalLong.of(head), work)).isEqualTo(first);
    assertThat(road.count().byMethod()).isEmpty();
    assertThat(run(road, true, OptionalLong.of(head), work)).isEqualTo(first);
    assertThat(road.count().byMethod()).isEmpty();
    return first;
  }

  private static long head(EthereumSources sources) {
    return sources.reader(List.of()).heads().getFirst().height().orElseThrow();
  }

  @Test
  void history_methodThatTheNodeLacks_isNotAskedAgain() {
    try (Anvil anvil = Anvil.start()) {
      TxId theft = FeesOnAnvil.playedOn(anvil).theft();
      List<TheftSource> thefts = List.of(PlayedTheft.stolen(theft, FeesOnAnvil.THIEF));
      try (LatencyProxy road = LatencyProxy.before(anvil.url(), Duration.ZERO)) {
        road.forget("eth_getBlockReceipts");
        List<Transfer> history =
            twice(road, sources -> sources.reader(thefts).history(FeesOnAnvil.THIEF));

        assertThat(history).anyMatch(one -> one.tx().text().startsWith("fees-of-block-"));
      }
    }
  }

  /** What a node with other settings refuses, is another question. */
  @Test
  void history_nodeThatHasTheMethodByNow_isAsked() {
    try (Anvil anvil = Anvil.start()) {
      TxId theft = FeesOnAnvil.playedOn(anvil).theft();
      List<TheftSource> thefts = List.of(PlayedTheft.stolen(theft, FeesOnAnvil.THIEF));
      try (LatencyProxy road = LatencyProxy.before(anvil.url(), Duration.ZERO)) {
        Function<EthereumSources, List<Transfer>> work =
            sources -> sources.reader(thefts).history(FeesOnAnvil.THIEF);
        road.forget("eth_getBlockReceipts");
        List<Transfer> first = run(road, false, OptionalLong.empty(), work);
        road.learn();
        road.countAnew();

        assertThat(run(road, false, OptionalLong.empty(), work)).isEqualTo(first);
        assertThat(road.count().byMethod().get("eth_getBlockReceipts")).isGreaterThan(1);
      }
    }
  }

  @Test
  void transaction_unknownUpToTheBlock_isNotAskedAgain() {
    try (Anvil anvil = Anvil.start();
        LatencyProxy road = LatencyProxy.before(anvil.url(), Duration.ZERO)) {
      anvil.mine(5);
      LookUp found = twice(road, sources -> sources.transaction(NOWHERE));

      assertThat(found).isInstanceOf(LookUp.Unknown.class);
    }
  }

  @Test
  void transaction_unknownThen_isFoundOnceItIsThere() {
    try (Anvil anvil = Anvil.start();
        LatencyProxy road = LatencyProxy.before(anvil.url(), Duration.ZERO)) {
      anvil.mine(5);
      TxId waiting = anvil.pay(Anvil.RICH.getFirst(), Anvil.RICH.get(1), BigInteger.TEN);
      Function<EthereumSources, LookUp> work = sources -> sources.transaction(waiting);
      assertThat(run(road, false, OptionalLong.empty(), work)).isInstanceOf(LookUp.Unknown.class);

      anvil.mine();
      assertThat(run(road, false, OptionalLong.empty(), work)).isInstanceOf(LookUp.Later.class);
      anvil.mine(5);
      assertThat(run(road, false, OptionalLong.empty(), work)).isInstanceOf(LookUp.Found.class);
    }
  }
}
