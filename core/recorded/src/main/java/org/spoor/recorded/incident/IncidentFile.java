package org.spoor.recorded.incident;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Loss;
import org.spoor.model.incident.NamedAddress;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Chain;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Field;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.file.YamlFile;
import org.spoor.recorded.file.YamlNode;
import org.spoor.recorded.file.YamlNode.YamlMapping;

/** The file {@code incident.yaml}: what is publicly known of one theft. */
public final class IncidentFile {

  public static final String NAME = "incident.yaml";

  private static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "date",
          "time",
          "chains",
          "victim",
          "attribution",
          "losses",
          "theftSources",
          "theftSourcesFile",
          "conversions",
          "frozen",
          "recovered",
          "addresses",
          "thin",
          "missing",
          "sources");
  private static final List<String> ROLES =
      List.of("victim", "attacker", "laundering", "lookalike", "genuine", "other");

  private final YamlMapping incident;
  private final IncidentContext context;

  private IncidentFile(YamlMapping incident) {
    this.incident = incident;
    this.context = IncidentContext.of(incident);
  }

  /**
   * Reads the incident of a folder, with its list of theft sources if that is a file of its own.
   *
   * @param sources takes the files' names and hashes
   */
  public static Incident read(Path folder, Interned values, Consumer<Source> sources) {
    return read(NAME, folder, values, sources);
  }

  /** Reads it from a file of another name. */
  public static Incident read(String name, Path folder, Interned values, Consumer<Source> sources) {
    CaseFile file = CaseFile.needed(folder, name, sources);
    return new IncidentFile(new YamlFile(file, values).document().mapping(KEYS))
        .read(other -> CaseFile.find(folder, other, sources), values);
  }

  /** Finds a file of the same folder. */
  private interface Folder {
    Optional<CaseFile> find(String name);
  }

  private Incident read(Folder folder, Interned values) {
    Field id = incident.requiredField("id");
    if (!id.text().matches("[a-z0-9][a-z0-9._-]*")) {
      throw id.wrong("an id (lower-case letters, digits, '.', '_', '-')");
    }
    List<TheftSource> theftSources = new ArrayList<>();
    TheftSources reading = new TheftSources(id.text(), context, theftSources);
    incident.items("theftSources").forEach(reading::add);
    incident
        .field("theftSourcesFile")
        .map(field -> sourcesFile(field, folder))
        .ifPresent(file -> reading.addAll(file, values));
    StatedMovements stated = new StatedMovements(context);
    return new Incident(
        id.text(),
        incident.requiredField("name").required(),
        incident.requiredField("date").date(),
        incident.text("time"),
        incident.texts("chains"),
        incident.get("victim").map(this::victim).orElse(""),
        incident.items("attribution").stream().map(this::attribution).toList(),
        incident.items("losses").stream().map(this::loss).toList(),
        theftSources,
        incident.items("conversions").stream().map(stated::conversion).toList(),
        stated.amounts(incident.items("frozen")),
        stated.amounts(incident.items("recovered")),
        addresses(stated),
        incident.texts("thin"),
        incident.text("missing"),
        incident.items("sources").stream().map(IncidentFile::citation).toList());
  }

  private static CaseFile sourcesFile(Field field, Folder folder) {
    if (!field.text().matches("[\\w.-]+")) {
      throw field.wrong("the name of a file in this folder");
    }
    return folder.find(field.text()).orElseThrow(() -> field.wrong("a file in this folder"));
  }

  private String victim(YamlNode node) {
    return node.isMapping()
        ? node.mapping(List.of("name", "addresses")).text("name")
        : node.field().text();
  }

  private List<NamedAddress> addresses(StatedMovements stated) {
    List<NamedAddress> all = new ArrayList<>();
    incident
        .get("victim")
        .filter(YamlNode::isMapping)
        .map(node -> node.mapping().items("addresses"))
        .orElse(List.of())
        .forEach(node -> all.add(named(node, "victim")));
    incident.items("addresses").forEach(node -> all.add(named(node, "other")));
    all.addAll(stated.elsewhere("frozen", incident.items("frozen")));
    all.addAll(stated.elsewhere("recovered", incident.items("recovered")));
    return all;
  }

  private NamedAddress named(YamlNode node, String roleIfNone) {
    YamlMapping map = node.mapping(List.of("chain", "address", "role", "source", "note"));
    Field role = map.field("role").orElse(map.requiredField("address"));
    String roleText = map.field("role").map(Field::text).orElse(roleIfNone);
    if (!ROLES.contains(roleText)) {
      throw role.wrong("one of " + String.join(", ", ROLES));
    }
    Field address = map.requiredField("address");
    String chain = map.field("chain").map(Field::required).orElseGet(() -> context.chain(map).id());
    String text =
        Chain.find(chain).map(c -> address.address(c).text()).orElseGet(address::required);
    return new NamedAddress(chain, text, roleText, context.statedBy(map), map.text("note"));
  }

  private ActorStatement attribution(YamlNode node) {
    YamlMapping map = node.mapping(List.of("actor", "name", "by", "date", "source"));
    String actor = map.requiredField("actor").required();
    map.field("date").ifPresent(Field::date);
    return new ActorStatement(
        actor,
        map.field("name").map(Field::text).orElse(actor),
        map.text("by"),
        map.text("date"),
        context.statedBy(map));
  }

  private Loss loss(YamlNode node) {
    YamlMapping map = node.mapping(List.of("asset", "amount", "usd", "source", "note"));
    boolean inUsd = map.get("usd").isPresent();
    if (inUsd && (map.get("asset").isPresent() || map.get("amount").isPresent())) {
      throw node.refuse("losses", "either usd, or asset and amount");
    }
    Field figure = map.requiredField(inUsd ? "usd" : "amount");
    if (!figure.text().matches("\\d+(\\.\\d+)?")) {
      throw figure.wrong("a decimal number");
    }
    String unit = inUsd ? "USD" : map.requiredField("asset").required();
    return new Loss(unit, figure.text(), context.statedBy(map), map.text("note"));
  }

  private static Citation citation(YamlNode node) {
    YamlMapping map = node.mapping(List.of("id", "where", "commit", "opened", "what"));
    return new Citation(
        map.requiredField("id").required(),
        map.requiredField("where").required(),
        map.text("commit"),
        map.field("opened").map(Field::yes).orElse(false),
        map.text("what"));
  }
}
