package org.spoor.engine.trace;

import java.nio.file.Path;
import java.util.List;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Amount;
import org.spoor.recorded.CaseFolder;

/** A case folder whose results are known. */
record GoldenCase(CaseFolder folder) {

  static GoldenCase in(Path folder) {
    return new GoldenCase(CaseFolder.read(folder));
  }

  FlowGraph trace(TaintPolicy policy, FeeMode fees) {
    return trace(policy, fees, folder.incident().theftSources().size());
  }

  /** Traces the first theft sources alone. */
  FlowGraph trace(TaintPolicy policy, FeeMode fees, int sources) {
    Incident all = folder.incident();
    Incident some =
        Incident.of(all.id(), all.date(), all.theftSources().stream().limit(sources).toList());
    return new Tracer(folder.reader(), folder.attributions(), text -> text, TraceListener.NONE)
        .trace(
            new TraceRequest(
                List.of(some), policy, fees, StopRules.SERVICES_ONLY, EvidenceClass.CANDIDATE));
  }

  static List<TraceEnd> ends(FlowGraph graph, EndKind kind) {
    return graph.ends().stream().filter(end -> end.kind() == kind).toList();
  }

  /** All that came to an end of one kind. */
  static Amount ended(FlowGraph graph, EndKind kind) {
    return ends(graph, kind).stream()
        .map(end -> end.taint().total())
        .reduce(Amount.ZERO, Amount::plus);
  }

  /** Dirty part of the output {@code index} of {@code tx}. */
  static Amount dirtyIn(FlowGraph graph, String tx, int index) {
    return graph.edges().stream()
        .filter(edge -> edge.tx().text().equals(tx) && edge.position().event() == index)
        .map(edge -> edge.taint().total())
        .reduce(Amount.ZERO, Amount::plus);
  }
}
