package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.Anvil;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.ethereum.anvil.ManyAddresses;
import org.spoor.ethereum.anvil.Traffic;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;

/** How many requests a trace over a slow road waits for, one behind the other. */
final class RoundTripsTest {

  /**
   * @param took from opening the sources to the finished graph
   */
  private record Run(FlowGraph graph, Traffic.Count traffic, Duration took) {}

  @TempDir private Path folder = Path.of("");

  private Run run(int addresses, int depth, Duration latency) {
    try (Anvil anvil = Anvil.start()) {
      ManyAddresses many = ManyAddresses.playedOn(anvil, addresses, depth, 10);
      Instant begin = Instant.now();
      try (LatencyProxy road = LatencyProxy.before(anvil.url(), latency);
          EthereumSources sources =
              EthereumSources.open(
                  PlayedTheft.settings(road.url(), folder.resolve("ethereum.db")))) {
        Incident incident = incident(many);
        FlowGraph graph =
            Traced.by(TaintPolicy.FIFO, sources.reader(incident.theftSources()), incident);
        return new Run(graph, road.count(), Duration.between(begin, Instant.now()));
      }
    }
  }

  private static Incident incident(ManyAddresses many) {
    return Incident.of(
        "many",
        LocalDate.of(2024, 1, 1),
        List.of(
            new TheftSource.StolenTransfer(
                new Origin("many", 1),
                many.theft(),
                Optional.of(many.attacker()),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                List.of())));
  }

  @Test
  void trace_manyAddresses_waitsForSixRequestsALevelAtMost() {
    int depth = 8;

    Run run = run(120, depth, Duration.ofMillis(60));

    assertThat(run.graph().edges()).hasSizeGreaterThan(200);
    assertThat(run.traffic().inSequence()).isLessThanOrEqualTo(6 * (depth + 2));
  }

  /** Prints how long the trace of the size takes; nothing fails by being slow. */
  @Test
  @EnabledIfSystemProperty(named = "spoor.round-trips", matches = "true")
  void trace_aThousandAddressesTwentyDeep_isMeasured() {
    int depth = 20;
    Duration latency = Duration.ofMillis(100);

    Run run = run(1_000, depth, latency);

    Traffic.Count traffic = run.traffic();
    Duration oneByOne = latency.multipliedBy(traffic.calls());
    System.out.printf(
        "1,000 addresses, depth %d, %d ms a request: %.1f s; %d requests one after another"
            + " (%.1f a level), %,d requests, %,d calls, %,d bytes; one call after another %d s,"
            + " %.0f times as long%n",
        depth,
        latency.toMillis(),
        run.took().toMillis() / 1e3,
        traffic.inSequence(),
        traffic.inSequence() / (double) depth,
        traffic.requests(),
        traffic.calls(),
        traffic.bytes(),
        oneByOne.toSeconds(),
        oneByOne.toMillis() / (double) run.took().toMillis());
    assertThat(run.graph().edges()).hasSizeGreaterThan(1_900);
  }
}
