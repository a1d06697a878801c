package org.spoor.benchmark;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.flow.FlowGraph;

/**
 * Time of a whole trace over shapes of doubling size, patterns included: it has to double.
 * Processor time of the tracing thread, for others may be using the machine.
 */
public final class PatternsBenchmark {

  private static final int SMALLEST = 5_000;
  private static final int DOUBLINGS = 3;
  private static final int TRACES = 12;
  private static final double MILLI = 1e-6;

  /** What a theft turns into; its size is hops, or outputs of one transaction. */
  private enum Shape {
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

  private PatternsBenchmark() {}

  /** Prints a line for each shape and size: the best of some traces, and how it grew. */
  public static void main(String[] args) {
    for (Shape shape : Shape.values()) {
      // What runs first is compiled first; it is not counted.
      best(shape.of(SMALLEST));
      double before = 0;
      for (int size = SMALLEST; size <= SMALLEST << DOUBLINGS; size *= 2) {
        double best = best(shape.of(size));
        System.out.printf(
            Locale.ROOT,
            "%-10s %,7d %8.1f ms%s%n",
            shape,
            size,
            best,
            before == 0 ? "" : "   x %.1f".formatted(best / before));
        before = best;
      }
    }
  }

  private static double best(SyntheticOutputs outputs) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TRACES; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      trace(outputs);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      best = Math.min(best, (end - start) * MILLI);
    }
    return best;
  }

  private static void trace(SyntheticOutputs outputs) {
    FlowGraph graph =
        new Tracer(outputs, AttributionBook.EMPTY, text -> text, TraceListener.NONE)
            .trace(TraceRequest.of(List.of(outputs.incident()), TaintPolicy.FIFO));
    if (!graph.conservation().getFirst().isExact()) {
      throw new IllegalStateException("not exact");
    }
  }
}
