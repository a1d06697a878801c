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
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Asset;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * The steps by which dirty value went on, in the order of the run. Those that brought an origin
 * first form a tree for each origin: whoever held an asset of that origin has one way back to the
 * theft, through conversions where the asset changed.
 */
final class Trails {

  /**
   * One step.
   *
   * @param seq the number of its movement
   * @param joint whether it leads from the owner of an output to another owner, whose output is
   *     spent by the same transaction and from whom the movement starts
   * @param origins of the dirty value
   * @param first those of the origins that the recipient had not held in this asset before
   */
  record Step(
      FlowEdge edge,
      int seq,
      boolean joint,
      Place from,
      Place to,
      List<Origin> origins,
      List<Origin> first) {}

  private record Held(Place place, Asset asset, Origin origin) {}

  private record Owned(Place owner, List<Origin> origins) {}

  private final FlowGraph graph;
  private final Set<Held> reached = new HashSet<>();
  private final Map<OutPoint, Owned> outputs = new HashMap<>();
  private final Set<TxId> spenders = new HashSet<>();

  private Trails(FlowGraph graph) {
    this.graph = graph;
  }

  static Stream<Step> of(FlowGraph graph) {
    Trails trails = new Trails(graph);
    return IntStream.range(0, graph.edges().size()).boxed().flatMap(trails::steps);
  }

  private Stream<Step> steps(int seq) {
    FlowEdge edge = graph.edges().get(seq);
    List<Step> steps = new ArrayList<>();
    if (edge instanceof FlowEdge.OfOutput output && spenders.add(edge.tx())) {
      join(output, seq, steps);
    }
    List<Origin> origins = origins(edge.taint());
    Place to = FlowRows.to(edge);
    edge.output().ifPresent(o -> outputs.put(o, new Owned(to, origins)));
    steps.add(step(edge, seq, false, FlowRows.from(edge), to, origins));
    return steps.stream();
  }

  /** A movement names only the first owner, and trails through the others must not break. */
  private void join(FlowEdge.OfOutput edge, int seq, List<Step> steps) {
    Place first = FlowRows.from(edge);
    Map<Place, Set<Origin>> others = new LinkedHashMap<>();
    edge.spent().stream()
        .filter(outputs::containsKey)
        .map(outputs::get)
        .filter(owned -> !owned.owner().equals(first))
        .forEach(owned ->
            others
                .computeIfAbsent(owned.owner(), _ -> new LinkedHashSet<>())
                .addAll(owned.origins()));
    others.forEach(
        (owner, origins) -> steps.add(step(edge, seq, true, owner, first, List.copyOf(origins))));
  }

  private Step step(
      FlowEdge edge, int seq, boolean joint, Place from, Place to, List<Origin> origins) {
    Asset given =
        edge instanceof FlowEdge.OfConversion conversion ? conversion.givenAsset() : edge.asset();
    List<Origin> first = new ArrayList<>();
    for (Origin origin : origins) {
      reached.add(new Held(from, given, origin));
      if (reached.add(new Held(to, edge.asset(), origin))) {
        first.add(origin);
      }
    }
    return new Step(edge, seq, joint, from, to, origins, first);
  }

  private static List<Origin> origins(Taint taint) {
    return taint.shares().stream().map(Taint.Share::origin).toList();
  }
}
