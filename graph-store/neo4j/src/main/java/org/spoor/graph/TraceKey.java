package org.spoor.graph;

import java.util.stream.Stream;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;

/**
 * What tells a trace from others in the store.
 *
 * @param id of the question: incidents, policy, request, inputs and as-of blocks
 * @param result of the answer: taints, ends, sums and patterns
 */
record TraceKey(String id, String result) {

  private static final int ID_LENGTH = 16;

  static TraceKey of(FlowGraph graph) {
    return new TraceKey(question(graph), answer(graph));
  }

  private static String question(FlowGraph graph) {
    Digest digest = Digest.ofAll("spoor trace 1", graph.policy());
    graph.incidents().stream().map(Incident::id).sorted().forEach(digest::add);
    graph.request().forEach(s -> digest.add(s.name()).add(s.value()));
    graph.inputs().stream().map(TraceKey::content).sorted().forEach(digest::add);
    graph.heads().forEach(h -> digest.add(h.chain().id()).add(FlowGraphSave.height(h)));
    return digest.hex().substring(0, ID_LENGTH);
  }

  /** A file that was moved is the same input. */
  private static String content(Source source) {
    return source.sha256().isEmpty() ? source.name() : source.sha256();
  }

  private static String answer(FlowGraph graph) {
    Digest digest = new Digest();
    EndRows ends = new EndRows(graph, "");
    Stream.of(
            new FlowRows(graph, "").taints(),
            ends.ends(),
            ends.conservation(),
            new PatternRows(graph, "").all())
        .flatMap(rows -> rows)
        .forEach(row -> digest.add(row.toString()));
    return digest.hex();
  }
}
