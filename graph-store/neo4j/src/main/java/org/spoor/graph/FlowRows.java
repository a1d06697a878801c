package org.spoor.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.TraceEnd;
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
    return places.stream().filter(p -> p.label() == label).map(Place::row);
  }

  Stream<Map<String, Object>> transactions() {
    Map<TxId, FlowEdge> first = new LinkedHashMap<>();
    graph.edges().forEach(e -> first.putIfAbsent(e.tx(), e));
    return first.values().stream().map(FlowRows::transaction);
  }

  static String id(TxId tx) {
    return tx.chain().id() + ":" + tx.text();
  }

  private static Map<String, Object> transaction(FlowEdge edge) {
    Row properties =
        new Row()
            .with("chain", edge.tx().chain().id())
            .with("txid", edge.tx().text())
            .with("height", edge.position().height())
            .with("index", edge.position().transaction())
            .with("time", edge.time());
    return new Row().with("id", id(edge.tx())).with("properties", properties.toMap()).toMap();
  }

  /** What is on the ledger, whatever the policy: a conversion's gain is not a transfer. */
  Stream<Map<String, Object>> transfers() {
    Set<String> seen = new HashSet<>();
    return graph.edges().stream()
        .filter(e -> !(e instanceof FlowEdge.OfConversion))
        .filter(e -> seen.add(transferId(e)))
        .map(FlowRows::transfer);
  }

  private static String transferId(FlowEdge edge) {
    return id(edge.tx()) + "/" + edge.position().event();
  }

  private static Map<String, Object> transfer(FlowEdge edge) {
    Row properties =
        evidence(edge)
            .with("id", transferId(edge))
            .with("height", edge.position().height())
            .with("txIndex", edge.position().transaction())
            .with("amount", edge.amount())
            .withApproximate(edge.amount());
    return relationship(edge, properties);
  }

  private static Map<String, Object> relationship(FlowEdge edge, Row properties) {
    return new Row()
        .with("id", String.valueOf(properties.toMap().get("id")))
        .with("from", from(edge).id())
        .with("to", to(edge).id())
        .with("properties", properties.toMap())
        .toMap();
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
    List<FlowEdge> edges = graph.edges();
    Set<Place> reached = new HashSet<>();
    return IntStream.range(0, edges.size())
        .mapToObj(i -> taint(edges.get(i), i, isFirst(edges.get(i), reached)));
  }

  /**
   * Whether the trace had not met the recipient before. Such movements form a tree: each place has
   * one way back to the theft, in the order of the ledger.
   */
  private static boolean isFirst(FlowEdge edge, Set<Place> reached) {
    reached.add(from(edge));
    return reached.add(to(edge));
  }

  private Map<String, Object> taint(FlowEdge edge, int sequence, boolean first) {
    Row row =
        evidence(edge)
            .with("id", trace + "/" + sequence)
            .with("trace", trace)
            .with("seq", sequence)
            .with("first", first)
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
    return relationship(edge, row);
  }

  static void withTaint(Row row, Taint taint) {
    row.with("amount", taint.total())
        .withApproximate(taint.total())
        .with("origins", taint.shares().stream().map(s -> s.origin().toString()).toList());
    if (taint.shares().size() > 1) {
      row.with("originAmounts", taint.shares().stream().map(s -> s.amount().toString()).toList());
    }
  }

  /**
   * Owners of dirty outputs that a transaction spends together: a movement names only the first,
   * and trails through the others must not break.
   */
  List<Map<String, Object>> spentTogether() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<OutPoint, Place> owners = new HashMap<>();
    Set<TxId> seen = new HashSet<>();
    for (int i = 0; i < graph.edges().size(); i++) {
      FlowEdge edge = graph.edges().get(i);
      if (edge instanceof FlowEdge.OfOutput output && seen.add(edge.tx())) {
        joined(output, owners, i, rows);
      }
      edge.output().ifPresent(o -> owners.put(o, to(edge)));
    }
    return rows;
  }

  private void joined(
      FlowEdge.OfOutput edge,
      Map<OutPoint, Place> owners,
      int seq,
      List<Map<String, Object>> rows) {
    Set<Place> others = new LinkedHashSet<>();
    edge.spent().stream().filter(owners::containsKey).map(owners::get).forEach(others::add);
    others.remove(from(edge));
    int number = 0;
    for (Place other : others) {
      String id = trace + "/" + seq + "/" + number++;
      Row properties =
          new Row()
              .with("id", id)
              .with("trace", trace)
              .with("seq", seq)
              .with("chain", edge.tx().chain().id())
              .with("tx", edge.tx().text())
              .with("time", edge.time());
      rows.add(
          new Row()
              .with("id", id)
              .with("from", other.id())
              .with("to", from(edge).id())
              .with("properties", properties.toMap())
              .toMap());
    }
  }
}
