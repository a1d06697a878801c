package org.spoor.graph;

import static org.spoor.graph.Statements.FINDINGS;
import static org.spoor.graph.Statements.MOVEMENTS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.driver.Session;
import org.spoor.model.chain.Head;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore;
import org.spoor.model.incident.Incident;

/**
 * One save of a flow graph. Every step finds what an earlier, interrupted save left, and adds the
 * rest; the trace counts as complete from the last step on.
 */
final class FlowGraphSave {

  private enum Known {
    NEW,
    INTERRUPTED,
    COMPLETE,
    /** Of the same question, with another answer: of an older version of the engine. */
    OUTDATED
  }

  private final Session session;
  private final FlowGraph graph;
  private final TraceKey key;
  private final GraphWriter writer;

  FlowGraphSave(Session session, FlowGraph graph) {
    this.session = session;
    this.graph = graph;
    this.key = TraceKey.of(graph);
    this.writer = new GraphWriter(session);
  }

  FlowGraphStore.Saved run() {
    switch (known()) {
      case COMPLETE -> writer.write(Statements.ASKED_AGAIN, Map.of("id", key.id(), "asked", now()));
      case NEW, INTERRUPTED -> write();
      case OUTDATED -> {
        forget();
        write();
      }
    }
    return new FlowGraphStore.Saved(key.id(), writer.nodesCreated(), writer.relationshipsCreated());
  }

  private Known known() {
    return session
        .executeRead(tx -> tx.run(Statements.KNOWN, Map.of("id", key.id())).list())
        .stream()
        .map(row -> known(row.get("result").asString(""), row.get("complete").asBoolean(false)))
        .findFirst()
        .orElse(Known.NEW);
  }

  private Known known(String result, boolean complete) {
    if (!result.equals(key.result())) {
      return Known.OUTDATED;
    }
    return complete ? Known.COMPLETE : Known.INTERRUPTED;
  }

  private void forget() {
    writer.write(Statements.OUTDATED, Map.of("id", key.id()));
    String prefix = key.id() + "/";
    Stream.of("TAINT", "SPENT_WITH", "JOINED", "PEELED")
        .forEach(t -> writer.deleteAll(Statements.FORGET_MOVEMENTS.formatted(t), prefix));
    Stream.of("TraceEnd", "Conservation", "Cluster", "PeelChain")
        .forEach(l -> writer.deleteAll(Statements.FORGET_NODES.formatted(l), prefix));
  }

  private void write() {
    writer.write(Statements.BEGIN, Map.of("id", key.id(), "properties", properties()));
    writeFacts();
    FlowRows rows = new FlowRows(graph, key.id());
    writer.writeAll(MOVEMENTS.formatted("TAINT", "Place"), rows.taints());
    writer.writeAll(MOVEMENTS.formatted("SPENT_WITH", "Place"), rows.spentTogether());
    EndRows ends = new EndRows(graph, key.id());
    writer.writeAll(Statements.ENDS, ends.ends());
    writer.writeAll(FINDINGS.formatted("Conservation"), ends.conservation());
    writePatterns(new PatternRows(graph, key.id()));
    writer.write(Statements.TRACED_INCIDENTS, Map.of("id", key.id()));
    writer.write(Statements.COMPLETE, Map.of("id", key.id()));
  }

  private void writePatterns(PatternRows rows) {
    writer.writeAll(FINDINGS.formatted("Cluster"), rows.clusters());
    writer.writeAll(Statements.MEMBERS, rows.members());
    writer.writeAll(MOVEMENTS.formatted("JOINED", "Place"), rows.unions());
    writer.writeAll(FINDINGS.formatted("PeelChain"), rows.peelChains());
    writer.writeAll(MOVEMENTS.formatted("PEELED", "PeelChain"), rows.hops());
  }

  /** What is true of the ledger and the incidents, the same for all traces. */
  private void writeFacts() {
    FlowRows rows = new FlowRows(graph, key.id());
    for (Place.Label label : Place.Label.values()) {
      writer.writeAll(Statements.PLACES.formatted(label), rows.places(label));
    }
    writer.writeAll(Statements.TRANSACTIONS, rows.transactions());
    writer.writeAll(Statements.TRANSFERS, rows.transfers());
    FactRows facts = new FactRows(graph);
    writer.writeAll(Statements.ASSETS, facts.assets());
    writer.writeAll(Statements.LABELS, facts.labels());
    writer.writeAll(Statements.ATTRIBUTIONS, facts.attributions());
    writer.writeAll(Statements.INCIDENTS, facts.incidents().stream());
    writer.writeAll(Statements.THEFT_SOURCES, facts.theftSources().stream());
    writer.writeAll(Statements.FIRST_PLACES, facts.firstPlaces().stream());
  }

  private Map<String, Object> properties() {
    List<String> heads =
        graph.heads().stream()
            .map(h -> "%s %s %s".formatted(h.chain(), height(h), h.time()))
            .toList();
    return new Row()
        .with("result", key.result())
        .with("policy", graph.policy())
        .with("incidents", graph.incidents().stream().map(Incident::id).sorted().toList())
        .with("request", graph.request().stream().map(s -> s.name() + "=" + s.value()).toList())
        .with("inputs", graph.inputs().stream().map(s -> s.name() + " " + s.sha256()).toList())
        .with("heads", heads)
        .with("edges", graph.edges().size())
        .with("asked", Instant.now())
        .toMap();
  }

  static String height(Head head) {
    return head.height().isPresent() ? Long.toString(head.height().getAsLong()) : "unknown";
  }

  private static Object now() {
    return Instant.now().atZone(ZoneOffset.UTC);
  }
}
