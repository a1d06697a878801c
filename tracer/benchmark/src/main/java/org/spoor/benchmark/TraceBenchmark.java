package org.spoor.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.flow.FlowGraph;

/** Events per second of a whole trace, on one thread, over 1,000,000 events held in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 1,
    jvmArgs = {
      "-Xms6g",
      "-Xmx6g",
      "-XX:+UseParallelGC",
      "-XX:+AlwaysPreTouch",
      "-XX:+UseTransparentHugePages",
      "-XX:+UseCompactObjectHeaders"
    })
public class TraceBenchmark {

  static final int EVENTS = 1_000_000;

  /** So that the loot passes over some five thousand addresses. */
  static final int EVENTS_PER_ADDRESS = 150;

  @Param({"HAIRCUT", "FIFO"})
  TaintPolicy policy = TaintPolicy.FIFO;

  /** Events at hand as one ledger, or as a history for each address. */
  @Param({"LEDGER", "HISTORIES"})
  String source = "LEDGER";

  private SyntheticHeist heist = new SyntheticHeist(1, EVENTS_PER_ADDRESS, true, 0);

  @Setup
  public void makeHeist() {
    heist = new SyntheticHeist(EVENTS, EVENTS_PER_ADDRESS, source.equals("HISTORIES"), 20250221);
    // A reader that loads a ledger leaves its events in the order of the ledger.
    System.gc();
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FlowGraph trace() {
    FlowGraph graph =
        new Tracer(heist, AttributionBook.EMPTY, text -> text, TraceListener.NONE)
            .trace(TraceRequest.of(List.of(heist.incident()), policy));
    if (!graph.conservation().getFirst().isExact()) {
      throw new IllegalStateException("not exact");
    }
    return graph;
  }
}
