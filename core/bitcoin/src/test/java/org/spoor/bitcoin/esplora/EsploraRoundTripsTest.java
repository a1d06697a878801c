package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.regtest.StandInEsplora;
import org.spoor.kit.Traffic;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Amount;

/** How many requests a trace over a slow road waits for, and that it asks nothing twice. */
final class EsploraRoundTripsTest {

  private record Run(FlowGraph graph, Traffic.Count count, List<String> visits, long calls) {}

  @TempDir private Path folder;

  private Run run(ManyOutputs many, boolean inBatches, Duration latency) {
    try (StandInEsplora server =
        inBatches
            ? StandInEsplora.inBatches(many.chain().blocks())
            : StandInEsplora.telling(many.chain().blocks())) {
      server.delay(latency);
      return run(many, server);
    }
  }

  private Run run(ManyOutputs many, StandInEsplora server) {
    int before = server.visits().size();
    try (BitcoinSources sources = server.sources(folder, OptionalLong.empty())) {
      FlowGraph graph = many.trace(sources.reader(many.thefts()));
      List<String> visits = server.visits().subList(before, server.visits().size());
      return new Run(graph, server.count(), visits, sources.usage().calls());
    }
  }

  private static void assertFollowed(FlowGraph graph, ManyOutputs many, int trails, int levels) {
    assertThat(graph.conservation()).isNotEmpty().allMatch(line -> line.isExact());
    Map<EndKind, Long> kinds =
        graph.ends().stream().collect(Collectors.groupingBy(TraceEnd::kind, Collectors.counting()));
    assertThat(kinds)
        .containsEntry(EndKind.HELD, (long) trails)
        .doesNotContainKey(EndKind.DATA_GAP);
    assertThat(
            graph.ends().stream()
                .filter(end -> end.kind() == EndKind.HELD)
                .map(end -> end.taint().total())
                .reduce(Amount.ZERO, Amount::plus))
        .isEqualTo(Amount.of(many.held(trails, levels)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void trace_manyOutputs_waitsForSixRequestsALevelAtMost(boolean inBatches) {
    ManyOutputs many = ManyOutputs.ofOneTheft(20, 8);

    Run run = run(many, inBatches, Duration.ofMillis(60));

    assertFollowed(run.graph(), many, 20, 8);
    assertThat(run.count().inSequence()).isLessThanOrEqualTo(6 * (8 + 2));
  }

  /** Of every transaction bytes, prevouts and proof, of every block a header; spenders together. */
  @Test
  void trace_serverThatTakesBatches_isAskedThreeTimesForATransaction() {
    ManyOutputs many = ManyOutputs.ofOneTheft(20, 8);
    int transactions = 1 + 20 * 8;

    Run run = run(many, true, Duration.ZERO);

    long batches =
        run.visits().stream().filter(path -> path.startsWith("/api/txs/outspends")).count();
    long alone = run.visits().stream().filter(path -> path.endsWith("/outspends")).count();
    assertThat(run.visits().stream().filter(path -> path.endsWith("/hex"))).hasSize(transactions);
    assertThat(batches + alone).isLessThan(transactions / 2);
    assertThat(run.calls()).isLessThan(5L * transactions);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void trace_again_asksForTheTipAlone(boolean inBatches) {
    ManyOutputs many = ManyOutputs.ofOneTheft(10, 3);
    try (StandInEsplora server =
        inBatches
            ? StandInEsplora.inBatches(many.chain().blocks())
            : StandInEsplora.telling(many.chain().blocks())) {
      Run first = run(many, server);
      Run second = run(many, server);

      assertThat(second.graph()).isEqualTo(first.graph());
      assertThat(first.visits()).hasSizeGreaterThan(90);
      assertThat(second.visits()).hasSize(5).noneMatch(path -> path.contains("/tx"));
    }
  }

  /**
   * The shape of the theft at Bitfinex, whose own transactions nobody here has: more thefts than go
   * in two groups, and more requests than are on their way at a time.
   */
  @Test
  void trace_manyThefts_areFollowedToTheEndExactly() {
    ManyOutputs many = ManyOutputs.ofManyThefts(450, 1);

    Run run = run(many, true, Duration.ZERO);

    assertFollowed(run.graph(), many, 450, 1);
  }

  /** Prints how long traces of the size of the issue take; nothing fails by being slow. */
  @ParameterizedTest
  @CsvSource({"50, 20, true", "50, 20, false", "2072, 1, true", "2072, 1, false"})
  @EnabledIfSystemProperty(named = "spoor.round-trips", matches = "true")
  void trace_overASlowRoad_isMeasured(int trails, int levels, boolean inBatches) {
    ManyOutputs many =
        levels == 1
            ? ManyOutputs.ofManyThefts(trails, levels)
            : ManyOutputs.ofOneTheft(trails, levels);
    Instant begin = Instant.now();

    Run run = run(many, inBatches, Duration.ofMillis(100));

    System.out.printf(
        "%d trails of %d transactions, %s batches, 100 ms a request: %s, %d requests in sequence,"
            + " %d requests, %d bytes%n",
        trails,
        levels,
        inBatches ? "with" : "without",
        Duration.between(begin, Instant.now()),
        run.count().inSequence(),
        run.count().requests(),
        run.count().bytes());
    assertFollowed(run.graph(), many, trails, levels);
  }
}
