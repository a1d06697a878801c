package org.spoor.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.kit.LedgerWriter;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;

/** Stated crossings from one chain to another. */
class CrossChainConversionsTest {

  private final Scene scene = new Scene();
  private final LedgerWriter eth = scene.eth;

  @Test
  void trace_gainOfAnotherChain_arrivesThere() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.bsc.clock("2024-01-01T01:00:00Z").tx("far").move("router", "a", 59);
    scene.bsc.tx("on").move("a", "b", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b BNB 59");
  }

  /** The far chain's clock runs an hour behind: the far side waits for the near side. */
  @Test
  void trace_farSideWithTheEarlierTime_isNotBeforeTheNearSide() {
    eth.clock("2024-01-01T05:00:00Z");
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.bsc.clock("2024-01-01T04:00:00Z").tx("far").move("router", "a", 59);
    scene.bsc.tx("on").move("a", "b", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HELD b BNB 59");
  }

  private AssertedConversion bitcoinGain(String tx, OptionalInt output, long gained) {
    return new AssertedConversion(
        eth.id("bridge"),
        eth.at("thief"),
        scene.coin,
        Amount.of(60),
        OptionalInt.empty(),
        scene.btc.id(tx),
        scene.btc.at("a"),
        scene.btc.coin(),
        Amount.of(gained),
        output,
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }

  @Test
  void trace_gainInAnOutput_isDirtyThereAndFollowed() {
    eth.clock("2024-01-01T05:00:00Z");
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.btc.tx("far").spends(List.of("vault:0=50"), List.of("vault2=10", "a=40"));
    scene.btc.tx("on").spends(List.of("far:1=40"), List.of("b=40"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(1), 40));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD b BTC 40");
    assertThat(graph.conservation()).extracting(Conservation::convertedIn).contains(Amount.of(40));
  }

  /** The far side is one hop behind the seller, not a new beginning. */
  @Test
  void trace_gainInAnOutput_keepsItsDistance() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=50"), List.of("a=40", "vault=10"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));
    scene.stop = scene.stop.withMaxHops(0);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("HOP_LIMIT a BTC 40");
  }

  @Test
  void trace_gainInOneOfTwoOutputsOfTheRecipient_countsOnce() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=100"), List.of("a=50", "a=50"));
    scene.assertion(bitcoinGain("far", OptionalInt.empty(), 40));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "HELD a BTC 40");
  }

  @Test
  void trace_gainLargerThanItsOutput_isWhatTheLedgerShows() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=30"), List.of("a=30"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("HELD a BTC 30");
    assertThat(graph.flagged()).hasSize(1);
  }

  @Test
  void trace_gainOutOfTheData_isADataGap() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene.assertion(bitcoinGain("unseen", OptionalInt.of(1), 40));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "DATA_GAP a BTC 40");
    assertThat(scene.gaps(graph)).containsExactly("TRANSACTION_MISSING UNKNOWN ?");
  }

  @Test
  void trace_gainAfterTheLastTimeFollowed_isATimeLimit() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    Instant last = eth.time();
    scene.bsc.clock("2024-01-01T05:00:00Z").tx("far").move("router", "a", 59);
    scene.swap("bridge", "thief", scene.coin, 60, "far", "a", scene.bsc.coin(), 59);
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT router ETH 60", "HELD thief ETH 40", "TIME_LIMIT a BNB 59");
  }

  @Test
  void trace_gainInAnOutputAfterTheLastTimeFollowed_isATimeLimit() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    Instant last = eth.time();
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=50"), List.of("a=40", "vault=10"));
    scene.assertion(bitcoinGain("far", OptionalInt.of(0), 40));
    scene.stop = scene.stop.withUntil(last);

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO))).contains("TIME_LIMIT a BTC 40");
  }

  private AssertedConversion bitcoinLoss(OptionalInt output, long lost) {
    return new AssertedConversion(
        scene.btc.id("near"),
        scene.btc.at("thief"),
        scene.btc.coin(),
        Amount.of(lost),
        output,
        eth.id("far"),
        eth.at("a"),
        scene.coin,
        Amount.of(900),
        OptionalInt.empty(),
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }

  private void bitcoinTheft() {
    scene.btc.tx("theft").spends(List.of("old:0=100"), List.of("thief=100"));
    scene
        .btc
        .tx("near")
        .spends(List.of("theft:0=100", "own:0=20"), List.of("vault=60", "thief=60"));
    eth.clock("2024-01-01T05:00:00Z").tx("far").move("router", "a", 900);
    eth.tx("on").move("a", "b", 900);
    scene.steal(scene.btc.id("theft"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trace_outputGivenForAnAccountsGain_crossesOver(boolean named) {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(named ? OptionalInt.of(0) : OptionalInt.empty(), 60));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 60", "HELD thief BTC 40", "HELD b ETH 900");
  }

  @Test
  void trace_outputWorthMoreThanStated_convertsWhatTheLedgerShows() {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(OptionalInt.of(0), 59));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 60", "HELD thief BTC 40", "HELD b ETH 900");
  }

  @Test
  void trace_partlyDirtyOutputGiven_gainsInProportion() {
    bitcoinTheft();
    scene.assertion(bitcoinLoss(OptionalInt.of(0), 60));

    assertThat(scene.ends(scene.exact(TaintPolicy.HAIRCUT)))
        .containsExactlyInAnyOrder(
            "CONVERTED_OUT vault BTC 50", "HELD thief BTC 50", "HELD b ETH 750");
  }

  /** Two gains land in one transaction; only the second one's near side is late. */
  @Test
  void trace_twoGainsInOneTransaction_waitForBothNearSides() {
    eth.clock("2024-01-01T05:00:00Z");
    scene.theft(0);
    eth.tx("first").move("thief", "router", 30);
    eth.tx("second").move("thief", "router", 70);
    scene
        .btc
        .clock("2024-01-01T04:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=10"), List.of("a=3", "b=7"));
    scene.assertion(two("first", 30, "a", 3, 0)).assertion(two("second", 70, "b", 7, 1));

    assertThat(scene.ends(scene.exact(TaintPolicy.FIFO)))
        .containsExactlyInAnyOrder("CONVERTED_OUT router ETH 100", "HELD a BTC 3", "HELD b BTC 7");
  }

  private AssertedConversion two(String tx, long lost, String to, long gained, int output) {
    return new AssertedConversion(
        eth.id(tx),
        eth.at("thief"),
        scene.coin,
        Amount.of(lost),
        OptionalInt.empty(),
        scene.btc.id("far"),
        scene.btc.at(to),
        scene.btc.coin(),
        Amount.of(gained),
        OptionalInt.of(output),
        EvidenceClass.PROTOCOL,
        "stated",
        List.of());
  }

  /** Which output of the recipient is meant is not said: none is as large as the gain. */
  @Test
  void trace_gainLargerThanAnyOutput_isNotLostSilently() {
    scene.theft(0);
    eth.tx("bridge").move("thief", "router", 60);
    scene
        .btc
        .clock("2024-01-01T05:00:00Z")
        .tx("far")
        .spends(List.of("vault:0=30"), List.of("a=30"));
    scene.assertion(bitcoinGain("far", OptionalInt.empty(), 40));

    FlowGraph graph = scene.exact(TaintPolicy.FIFO);

    assertThat(scene.ends(graph)).contains("DATA_GAP a BTC 40");
    assertThat(scene.gaps(graph)).containsExactly("NOT_DECODED UNKNOWN ?");
  }
}
