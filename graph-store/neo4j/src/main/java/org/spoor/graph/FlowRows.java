package org.spoor.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** The places and movements of a flow graph as rows, one for each node or relationship. */
final class FlowRows {

  private final FlowGraph graph;
  private final String trace;

  FlowRows(FlowGraph graph, String trace) {
    this.graph = graph;
    this.trace = trace;
  }

  static Place from(FlowEdge edge) {
    return Place.of(edge.from(), edge.asset().chain());
  }

  static Place to(FlowEdge edge) {
    return Place.of(edge.to(), edge.asset().chain());
  }

  static Place at(TraceEnd end) {
    return Place.of(end.place(), end.asset().chain());
  }

  Stream<Map<String, Object>> places(Place.Label label) {
    Set<Place> places = new LinkedHashSet<>();
    graph.edges().forEach(e -> places.addAll(List.of(from(e), to(e))));
    graph.ends().forEach(e -> places.add(at(e)));
    PatternRows.places(graph.patterns()).forEach(places::add);
    return places.stream().filter(p -> p.label() == label).map(Place::row);
  }

  Stream<Map<String, Object>> transactions() {
    Map<TxId, FlowEdge> first = new LinkedHashMap<>();
    graph.edges().forEach(e -> first.putIfAbsent(e.tx(), e));
    return first.values().stream().map(this::transaction);
  }

  /** A hash means one transaction everywhere, a label means one of its own record. */
  private String id(TxId tx) {
    String id = tx.chain().id() + ":" + tx.text();
    return tx.isHash() ? id : id + "@" + graph.incidents().getFirst().id();
  }

  private Map<String, Object> transaction(FlowEdge edge) {
    Row properties =
        new Row()
            .with("id", id(edge.tx()))
            .with("chain", edge.tx().chain().id())
            .with("txid", edge.tx().text())
            .with("time", edge.time());
    withBlock(properties, "index", edge.position());
    return new Row().with("id", id(edge.tx())).with("properties", properties.toMap()).toMap();
  }

  /** What is on the ledger, whatever the policy: a conversion's gain is not a transfer. */
  Stream<Map<String, Object>> transfers() {
    Set<String> seen = new HashSet<>();
    return graph.edges().stream()
        .filter(e -> !(e instanceof FlowEdge.OfConversion))
        .filter(e -> seen.add(transferId(e)))
        .map(this::transfer);
  }

  private String transferId(FlowEdge edge) {
    return id(edge.tx()) + "/" + edge.position().event();
  }

  private Map<String, Object> transfer(FlowEdge edge) {
    Row properties =
        evidence(edge)
            .with("id", transferId(edge))
            .with("amount", edge.amount())
            .withApproximate(edge.amount());
    withBlock(properties, "txIndex", edge.position());
    return relationship(edge, properties).with("oneSender", hasOneSender(edge)).toMap();
  }

  /** A block that is not known is left out, with the place in it. */
  private static void withBlock(Row row, String index, ChainPosition at) {
    at.knownHeight().ifPresent(height -> row.with("height", height).with(index, at.transaction()));
  }

  /** Outputs are spent together: which of their owners an edge starts at is no fact. */
  private static boolean hasOneSender(FlowEdge edge) {
    return switch (edge) {
      case FlowEdge.OfTransfer transfer -> true;
      case FlowEdge.OfOutput output -> false;
      case FlowEdge.OfConversion conversion -> false;
    };
  }

  private static Row relationship(FlowEdge edge, Row properties) {
    return new Row()
        .with("id", String.valueOf(properties.toMap().get("id")))
        .with("from", from(edge).id())
        .with("to", to(edge).id())
        .with("properties", properties.toMap());
  }

  private static Row evidence(FlowEdge edge) {
    Row row =
        new Row()
            .with("chain", edge.tx().chain().id())
            .with("tx", edge.tx().text())
            .with("eventIndex", edge.position().event())
            .with("time", edge.time())
            .with("asset", edge.asset().text());
    edge.output().ifPresent(o -> row.with("output", o.toString()));
    return row;
  }

  Stream<Map<String, Object>> taints() {
    return Trails.of(graph).filter(step -> !step.joint()).map(this::taint);
  }

  private Map<String, Object> taint(Trails.Step step) {
    FlowEdge edge = step.edge();
    Row row =
        evidence(edge)
            .with("id", trace + "/" + step.seq())
            .with("trace", trace)
            .with("seq", step.seq())
            .with("first", texts(step.first()))
            .with("moved", edge.amount())
            .with("class", edge.evidence().name());
    withTaint(row, edge.taint());
    switch (edge) {
      case FlowEdge.OfTransfer transfer -> {}
      case FlowEdge.OfOutput output ->
          row.with("spent", output.spent().stream().map(OutPoint::toString).toList());
      case FlowEdge.OfConversion conversion ->
          row.with("givenIn", id(conversion.givenIn()))
              .with("givenAsset", conversion.givenAsset().text())
              .with("given", conversion.given())
              .with("givenTaint", conversion.givenTaint().total())
              .with("asserted", conversion.asserted())
              .with("reason", conversion.reason());
    }
    return relationship(edge, row).toMap();
  }

  static void withTaint(Row row, Taint taint) {
    row.with("amount", taint.total())
        .withApproximate(taint.total())
        .with("origins", taint.shares().stream().map(s -> s.origin().toString()).toList());
    if (taint.shares().size() > 1) {
      row.with("originAmounts", taint.shares().stream().map(s -> s.amount().toString()).toList());
    }
  }

  /** Owners of dirty outputs that a transaction spends together. */
  Stream<Map<String, Object>> spentTogether() {
    Map<Integer, Integer> numbers = new HashMap<>();
    return Trails.of(graph)
        .filter(Trails.Step::joint)
        .map(step -> spentWith(step, numbers.merge(step.seq(), 1, Integer::sum) - 1));
  }

  private Map<String, Object> spentWith(Trails.Step step, int number) {
    FlowEdge edge = step.edge();
    String id = trace + "/" + step.seq() + "/" + number;
    Row properties =
        new Row()
            .with("id", id)
            .with("trace", trace)
            .with("seq", step.seq())
            .with("first", texts(step.first()))
            .with("origins", texts(step.origins()))
            .with("chain", edge.tx().chain().id())
            .with("tx", edge.tx().text())
            .with("time", edge.time())
            .with("asset", edge.asset().text());
    return new Row()
        .with("id", id)
        .with("from", step.from().id())
        .with("to", step.to().id())
        .with("properties", properties.toMap())
        .toMap();
  }

  private static List<String> texts(List<Origin> origins) {
    return origins.stream().map(Origin::toString).toList();
  }
}
