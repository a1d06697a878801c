package org.spoor.benchmark;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
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

/** Time of a whole trace over one shape of doubling size, patterns included: it has to double. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx2g", "-XX:+UseParallelGC"})
public class PatternsBenchmark {

  /** What a theft turns into. */
  public enum Shape {
    PEEL_CHAIN,
    FAN,
    MIX;

    SyntheticOutputs of(int size) {
      return switch (this) {
        case PEEL_CHAIN -> SyntheticOutputs.peelChain(size);
        case FAN -> SyntheticOutputs.fan(size);
        case MIX -> SyntheticOutputs.mix(size);
      };
    }
  }

  @Param Shape shape = Shape.PEEL_CHAIN;

  /** Hops, or outputs of one transaction. */
  @Param({"2500", "5000", "10000", "20000"})
  int size = 5000;

  private SyntheticOutputs outputs = SyntheticOutputs.peelChain(1);

  @Setup
  public void make() {
    outputs = shape.of(size);
  }

  @Benchmark
  public FlowGraph trace() {
    FlowGraph graph =
        new Tracer(outputs, AttributionBook.EMPTY, text -> text, TraceListener.NONE)
            .trace(TraceRequest.of(List.of(outputs.incident()), TaintPolicy.FIFO));
    if (!graph.conservation().getFirst().isExact()) {
      throw new IllegalStateException("not exact");
    }
    return graph;
  }
}
