package org.spoor.model.flow;

import java.util.List;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.AssetDescription;

/**
 * The result of one trace, immutable: the same input gives the same flow graph.
 *
 * @param policy the taint policy's name
 * @param request what was asked, by name, in order
 * @param heads the as-of block per chain, in the order of chains
 * @param edges in the order in which the run met them
 * @param assets of those that occur in the graph, what is known, in the order of assets
 * @param attributions of the places in the graph and of others
 * @param patterns CoinJoins, clusters and peel chains among the transactions that the run saw
 */
public record FlowGraph(
    List<Incident> incidents,
    String policy,
    List<Setting> request,
    List<Source> inputs,
    List<Head> heads,
    List<Conservation> conservation,
    List<TraceEnd> ends,
    List<FlowEdge> edges,
    List<Rejection> rejected,
    List<Flag> flagged,
    List<DataGap> gaps,
    List<AssetDescription> assets,
    AttributionBook attributions,
    Patterns patterns) {

  /** One setting of a run. */
  public record Setting(String name, String value) {}

  public FlowGraph {
    incidents = List.copyOf(incidents);
    request = List.copyOf(request);
    inputs = List.copyOf(inputs);
    heads = List.copyOf(heads);
    conservation = List.copyOf(conservation);
    ends = List.copyOf(ends);
    edges = List.copyOf(edges);
    rejected = List.copyOf(rejected);
    flagged = List.copyOf(flagged);
    gaps = List.copyOf(gaps);
    assets = List.copyOf(assets);
  }

  /** A graph in which no patterns were looked for, or seen. */
  public FlowGraph(
      List<Incident> incidents,
      String policy,
      List<Setting> request,
      List<Source> inputs,
      List<Head> heads,
      List<Conservation> conservation,
      List<TraceEnd> ends,
      List<FlowEdge> edges,
      List<Rejection> rejected,
      List<Flag> flagged,
      List<DataGap> gaps,
      List<AssetDescription> assets,
      AttributionBook attributions) {
    this(
        incidents,
        policy,
        request,
        inputs,
        heads,
        conservation,
        ends,
        edges,
        rejected,
        flagged,
        gaps,
        assets,
        attributions,
        Patterns.NONE);
  }
}
