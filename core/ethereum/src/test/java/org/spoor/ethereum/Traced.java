package org.spoor.ethereum;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.ChainPosition;

/** What traces of one incident give, by policy. */
final class Traced {

  private Traced() {}

  static FlowGraph by(TaintPolicy policy, ChainReader reader, Incident incident) {
    return new Tracer(reader, AttributionBook.EMPTY, text -> text, TraceListener.NONE)
        .trace(TraceRequest.of(List.of(incident), policy));
  }

  static Map<TaintPolicy, FlowGraph> byAll(ChainReader reader, Incident incident) {
    Map<TaintPolicy, FlowGraph> graphs = new TreeMap<>();
    for (TaintPolicy policy : TaintPolicy.values()) {
      graphs.put(policy, by(policy, reader, incident));
    }
    return graphs;
  }

  /** Before the events of the last block that is read. */
  static ChainPosition lastBlock(ChainReader reader) {
    return ChainPosition.startOf(reader.heads().getFirst().height().orElseThrow());
  }
}
