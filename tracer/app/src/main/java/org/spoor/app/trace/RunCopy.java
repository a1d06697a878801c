package org.spoor.app.trace;

import java.util.List;
import java.util.stream.Stream;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;

/** A copy of a run in which a part is another. */
final class RunCopy {

  private RunCopy() {}

  /** Adds what the engine was not told: settings and inputs that only the command knows. */
  static FlowGraph with(FlowGraph run, List<Setting> settings, List<Source> inputs) {
    return of(
        run,
        Stream.concat(run.request().stream(), settings.stream()).toList(),
        Stream.concat(run.inputs().stream(), inputs.stream()).toList(),
        run.edges());
  }

  /** Leaves out transfers: they may be millions. */
  static FlowGraph withoutTransfers(FlowGraph run) {
    List<FlowEdge> conversions =
        run.edges().stream().filter(FlowEdge.OfConversion.class::isInstance).toList();
    return of(run, run.request(), run.inputs(), conversions);
  }

  private static FlowGraph of(
      FlowGraph run, List<Setting> request, List<Source> inputs, List<FlowEdge> edges) {
    return new FlowGraph(
        run.incidents(),
        run.policy(),
        request,
        inputs,
        run.heads(),
        run.conservation(),
        run.ends(),
        edges,
        run.rejected(),
        run.flagged(),
        run.gaps(),
        run.assets(),
        run.attributions(),
        run.patterns());
  }
}
