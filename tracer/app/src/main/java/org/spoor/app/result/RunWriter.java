package org.spoor.app.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.CoinJoin;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.Flag;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Rejection;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.OutPoint;
import tools.jackson.core.JsonGenerator;

/** Writes one run as the JSON object that docs/result-json.md describes. */
final class RunWriter {

  private final JsonGenerator json;
  private final Fields fields;
  private final EdgeWriter edges;
  private final PatternWriter patterns;
  private final String version;
  private final Function<Asset, Optional<AssetDescription>> described;

  RunWriter(
      JsonGenerator json, String version, Function<Asset, Optional<AssetDescription>> described) {
    this.json = json;
    this.fields = new Fields(json);
    this.edges = new EdgeWriter(json, fields);
    this.patterns = new PatternWriter(json, fields, this::array);
    this.version = version;
    this.described = described;
  }

  void write(FlowGraph graph) {
    json.writeStartObject();
    writeHead(graph);
    array("conservation", graph.conservation(), this::conservation);
    Map<OutPoint, CoinJoin> coinJoins = graph.patterns().coinJoinByEnd();
    array("ends", graph.ends(), end -> end(end, coinJoins));
    array("edges", graph.edges(), edges::write);
    array("rejected", graph.rejected(), this::rejection);
    array("flagged", graph.flagged(), this::flag);
    array("dataGaps", graph.gaps(), this::gap);
    patterns.write(graph.patterns());
    json.writeEndObject();
  }

  private void writeHead(FlowGraph graph) {
    incidents(graph.incidents());
    json.writeStringProperty("policy", graph.policy().toLowerCase(Locale.ROOT));
    json.writeObjectPropertyStart("request");
    graph.request().forEach(s -> json.writeStringProperty(s.name(), s.value()));
    json.writeEndObject();
    engine();
    array(
        "inputs",
        graph.inputs(),
        source -> {
          json.writeStringProperty("name", source.name());
          json.writeStringProperty("sha256", source.sha256());
        });
    array(
        "asOf",
        graph.heads(),
        head -> {
          json.writeStringProperty("chain", head.chain().id());
          fields.optional("height", head.height());
          json.writeStringProperty("time", head.time().toString());
        });
    assets(graph);
  }

  void incidents(List<Incident> incidents) {
    json.writeStringProperty("incident", incidents.getFirst().id());
    json.writeArrayPropertyStart("incidents");
    incidents.forEach(incident -> json.writeString(incident.id()));
    json.writeEndArray();
  }

  void engine() {
    json.writeObjectPropertyStart("engine");
    json.writeStringProperty("name", "spoor");
    json.writeStringProperty("version", version);
    json.writeEndObject();
  }

  /** How to read the amounts of every asset that the statement speaks of. */
  private void assets(FlowGraph graph) {
    TreeSet<Asset> assets = new TreeSet<>();
    graph.conservation().forEach(statement -> assets.add(statement.asset()));
    array(
        "assets",
        List.copyOf(assets),
        asset -> {
          fields.asset(asset);
          Optional<AssetDescription> description = described.apply(asset);
          fields.optional("symbol", description.map(AssetDescription::symbol));
          description
              .map(AssetDescription::decimals)
              .orElse(OptionalInt.empty())
              .ifPresentOrElse(
                  decimals -> json.writeNumberProperty("decimals", decimals),
                  () -> json.writeNullProperty("decimals"));
        });
  }

  private void conservation(Conservation c) {
    json.writeStringProperty("incident", c.incident());
    fields.asset(c.asset());
    fields.amount("seeded", c.seeded());
    fields.amount("convertedIn", c.convertedIn());
    fields.amount("held", c.ended(EndKind.HELD));
    fields.amount("service", c.ended(EndKind.SERVICE));
    fields.amount("fees", c.ended(EndKind.FEE));
    fields.amount("burned", c.ended(EndKind.BURNED));
    fields.amount("convertedOut", c.ended(EndKind.CONVERTED_OUT));
    fields.amount("frozen", c.ended(EndKind.FROZEN));
    fields.amount("recovered", c.ended(EndKind.RECOVERED));
    fields.amount("discrepancy", c.ended(EndKind.DISCREPANCY));
    fields.amount("notFollowed", c.notFollowed());
    json.writeObjectPropertyStart("notFollowedBy");
    c.ended()
        .forEach((kind, amount) -> {
          if (kind.isNotFollowed()) {
            fields.amount(kind.name(), amount);
          }
        });
    json.writeEndObject();
    json.writeBooleanProperty("exact", c.isExact());
    c.tainted()
        .ifPresent(tainted -> {
          fields.amount("tainted", tainted);
          json.writeStringProperty("amplification", tainted + "/" + c.seeded());
        });
  }

  private void end(TraceEnd end, Map<OutPoint, CoinJoin> coinJoins) {
    json.writeStringProperty("kind", end.kind().name());
    json.writeStringProperty("chain", end.asset().chain().id());
    fields.party("address", end.place());
    end.output().ifPresent(o -> json.writeStringProperty("output", o.toString()));
    json.writeStringProperty("asset", end.asset().text());
    fields.amount("amount", end.taint().total());
    fields.origins(end.taint());
    if (end.kind() == EndKind.COINJOIN) {
      end.output().map(coinJoins::get).ifPresent(patterns::endIn);
    }
    attribution(end.attribution());
  }

  void attribution(Optional<Attribution> attribution) {
    if (attribution.isEmpty()) {
      json.writeNullProperty("attribution");
      return;
    }
    Attribution a = attribution.get();
    json.writeObjectPropertyStart("attribution");
    json.writeStringProperty("label", a.label());
    json.writeStringProperty("actor", a.actor());
    json.writeStringProperty("category", a.category().id());
    json.writeStringProperty("confidence", a.confidence());
    json.writeStringProperty("source", a.source());
    json.writeEndObject();
  }

  private void rejection(Rejection rejection) {
    Transfer transfer = rejection.transfer();
    fields.event(transfer.asset().chain(), transfer.tx(), transfer.position(), transfer.time());
    fields.party("from", transfer.from());
    fields.party("to", transfer.to());
    json.writeStringProperty("asset", transfer.asset().text());
    fields.amount("amount", transfer.amount());
    json.writeStringProperty("reason", rejection.reason());
  }

  private void flag(Flag flag) {
    fields.place(flag.place());
    json.writeStringProperty("reason", flag.reason());
  }

  private void gap(DataGap gap) {
    json.writeStringProperty("kind", gap.kind().name());
    fields.place(gap.place());
    fields.optional("asset", gap.asset().map(Asset::text));
    fields.optional("amount", gap.amount().map(Object::toString));
    json.writeStringProperty("detail", gap.detail());
  }

  <T> void array(String name, List<T> values, Consumer<T> entry) {
    json.writeArrayPropertyStart(name);
    for (T value : values) {
      json.writeStartObject();
      entry.accept(value);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
