package org.spoor.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;

/** What a flow graph says beside the trace itself: incidents, attributions, assets; as rows. */
final class FactRows {

  private final FlowGraph graph;

  FactRows(FlowGraph graph) {
    this.graph = graph;
  }

  List<Map<String, Object>> incidents() {
    return graph.incidents().stream().map(FactRows::incident).toList();
  }

  private static Map<String, Object> incident(Incident incident) {
    Row properties =
        new Row()
            .with("name", incident.name())
            .with("date", incident.date().toString())
            .with("victim", incident.victim())
            .with("actors", incident.attribution().stream().map(ActorStatement::actor).toList());
    return new Row().with("id", incident.id()).with("properties", properties.toMap()).toMap();
  }

  List<Map<String, Object>> theftSources() {
    return graph.incidents().stream()
        .flatMap(i -> i.theftSources().stream())
        .map(FactRows::theftSource)
        .toList();
  }

  private static Map<String, Object> theftSource(TheftSource source) {
    Row properties =
        new Row()
            .with("number", source.origin().number())
            .with("chain", source.chain().id())
            .with("statedBy", source.statedBy());
    switch (source) {
      case TheftSource.StolenTransfer transfer ->
          properties.with("kind", "transfer").with("tx", transfer.tx().text());
      case TheftSource.StolenHolding holding ->
          properties
              .with("kind", "holding")
              .with("block", holding.block())
              .with("asset", holding.asset().text());
    }
    return new Row()
        .with("id", source.origin().toString())
        .with("incident", source.origin().incident())
        .with("properties", properties.toMap())
        .toMap();
  }

  /** Where stolen value first came to: who received in the theft, or held. */
  List<Map<String, Object>> firstPlaces() {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<TxId, List<FlowEdge>> thefts = thefts();
    for (Incident incident : graph.incidents()) {
      for (TheftSource source : incident.theftSources()) {
        firstPlaces(source, thefts).forEach(p -> rows.add(firstPlace(source.origin(), p)));
      }
    }
    return rows;
  }

  private static Map<String, Object> firstPlace(Origin origin, Place place) {
    return new Row().with("id", origin.toString()).with("place", place.id()).toMap();
  }

  private Map<TxId, List<FlowEdge>> thefts() {
    Set<TxId> stolenIn = new HashSet<>();
    for (Incident incident : graph.incidents()) {
      for (TheftSource source : incident.theftSources()) {
        if (source instanceof TheftSource.StolenTransfer transfer) {
          stolenIn.add(transfer.tx());
        }
      }
    }
    return graph.edges().stream()
        .filter(e -> stolenIn.contains(e.tx()))
        .collect(Collectors.groupingBy(FlowEdge::tx));
  }

  private static Stream<Place> firstPlaces(TheftSource source, Map<TxId, List<FlowEdge>> thefts) {
    return switch (source) {
      case TheftSource.StolenHolding holding ->
          Stream.of(Place.of(holding.address(), holding.chain()));
      case TheftSource.StolenTransfer transfer ->
          thefts.getOrDefault(transfer.tx(), List.of()).stream()
              .filter(e -> carries(e, transfer.origin()))
              .map(FlowRows::to)
              .distinct();
    };
  }

  private static boolean carries(FlowEdge edge, Origin origin) {
    return edge.taint().shares().stream().anyMatch(s -> s.origin().equals(origin));
  }

  /** The statement to show for an address, on its own node. */
  Stream<Map<String, Object>> labels() {
    return addresses().stream()
        .flatMap(a -> graph.attributions().best(a).stream())
        .map(FactRows::label);
  }

  private static Map<String, Object> label(Attribution attribution) {
    return new Row()
        .with("id", placeId(attribution))
        .with("properties", statement(attribution).toMap())
        .toMap();
  }

  /** Every statement about an address, conflicting ones too. */
  Stream<Map<String, Object>> attributions() {
    return addresses().stream()
        .flatMap(a -> graph.attributions().of(a).stream())
        .distinct()
        .map(FactRows::attribution);
  }

  private static Map<String, Object> attribution(Attribution attribution) {
    Map<String, Object> statement = statement(attribution).toMap();
    return new Row()
        .with("id", placeId(attribution) + "/" + Digest.ofAll(statement.toString()).hex())
        .with("place", placeId(attribution))
        .with("properties", statement)
        .toMap();
  }

  private static String placeId(Attribution attribution) {
    return Place.of(attribution.address(), attribution.address().chain()).id();
  }

  private static Row statement(Attribution attribution) {
    return new Row()
        .with("label", attribution.label())
        .with("actor", attribution.actor())
        .with("category", attribution.category().id())
        .with("confidence", attribution.confidence())
        .with("source", attribution.source());
  }

  private Set<Address> addresses() {
    Stream<Party> moved = graph.edges().stream().flatMap(e -> Stream.of(e.from(), e.to()));
    Stream<Party> ended = graph.ends().stream().map(TraceEnd::place);
    Set<Address> addresses = new LinkedHashSet<>();
    Stream.of(moved, ended, PatternRows.parties(graph.patterns()))
        .flatMap(parties -> parties)
        .forEach(party -> {
          if (party instanceof Address address) {
            addresses.add(address);
          }
        });
    return addresses;
  }

  /** With symbol and decimals, where they are known. */
  Stream<Map<String, Object>> assets() {
    Map<Asset, AssetDescription> described =
        graph.assets().stream()
            .collect(Collectors.toMap(AssetDescription::asset, description -> description));
    Stream<Asset> moved = graph.edges().stream().map(FlowEdge::asset);
    Stream<Asset> ended = graph.ends().stream().map(TraceEnd::asset);
    return Stream.of(moved, ended, described.keySet().stream())
        .flatMap(assets -> assets)
        .distinct()
        .sorted()
        .map(asset -> asset(asset, Optional.ofNullable(described.get(asset))));
  }

  private static Map<String, Object> asset(Asset asset, Optional<AssetDescription> described) {
    Row properties = new Row().with("chain", asset.chain().id()).with("text", asset.text());
    described.ifPresent(d -> {
      properties.with("symbol", d.symbol());
      d.decimals().ifPresent(number -> properties.with("decimals", number));
    });
    if (asset instanceof Token token) {
      properties.with("contract", token.contract().text());
    }
    return new Row()
        .with("id", asset.chain().id() + ":" + asset.text())
        .with("properties", properties.toMap())
        .toMap();
  }
}
