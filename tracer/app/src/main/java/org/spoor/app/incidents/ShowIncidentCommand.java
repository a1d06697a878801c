package org.spoor.app.incidents;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.app.input.Subject;
import org.spoor.app.input.WholeNumber;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.Printable;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Coin;
import org.spoor.recorded.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spoor incidents show}: the facts of one incident, and where each comes from. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows the facts of one incident, their sources, and what is not known.")
final class ShowIncidentCommand implements Runnable {

  private final Output output;
  private Map<Asset, AssetDescription> assets = Map.of();

  @Parameters(paramLabel = "ID", description = "Id of a shipped incident, or a case folder.")
  private String id = "";

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "25",
      description = "Rows of each table (default: 25).")
  private int rows = 25;

  ShowIncidentCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    Path folder = Subject.folder(id);
    Incident incident = CaseFolder.readIncident(folder);
    if (Files.exists(folder.resolve("assets.csv"))) {
      assets = CaseFolder.read(folder).assets();
    }
    List<String> lines = new ArrayList<>();
    lines.add("%s (%s)".formatted(incident.name(), incident.id()));
    lines.add("Date    " + (incident.date() + " " + incident.time()).strip());
    add(lines, "Victim  ", incident.victim());
    add(lines, "Chains  ", String.join(", ", incident.chains()));
    add(lines, "Data    ", DataAtHand.of(folder, incident).words());
    add(lines, "Missing ", incident.missing());
    section(lines, "ATTRIBUTED TO", attribution(incident));
    section(lines, "LOSSES, as published", losses(incident));
    section(lines, "THEFT SOURCES", theftSources(incident));
    section(lines, "ASSERTED CONVERSIONS", conversions(incident));
    section(lines, "FROZEN, as stated", stated(incident.frozen()));
    section(lines, "RECOVERED, as stated", stated(incident.recovered()));
    section(lines, "ADDRESSES", addresses(incident));
    thin(lines, incident);
    section(lines, "SOURCES", citations(incident));
    output.print(lines.stream().map(Printable::of).toList());
  }

  private void add(List<String> lines, String title, String text) {
    lines.addAll(Wrap.hanging(title, text, output.width()));
  }

  private void section(List<String> lines, String title, Table table) {
    if (!table.isEmpty()) {
      lines.add("");
      lines.add(title);
      lines.addAll(table.lines(output.width()));
    }
  }

  private static Table attribution(Incident incident) {
    Table table = new Table(Column.left(""), Column.left(""), Column.text(""));
    incident
        .attribution()
        .forEach(a ->
            table.row("  " + a.actor(), a.date(), a.name() + ", by " + by(a.by(), a.statedBy())));
    return table;
  }

  private static String by(String text, List<String> statedBy) {
    return statedBy.isEmpty() ? text : text + " " + statedBy;
  }

  private static Table losses(Incident incident) {
    Table table = new Table(Column.number(""), Column.left(""), Column.text(""));
    incident
        .losses()
        .forEach(loss ->
            table.row(
                "  " + AmountText.figure(loss.figure()),
                loss.unit(),
                by(loss.note(), loss.statedBy())));
    return table;
  }

  private Table theftSources(Incident incident) {
    Table table = new Table(Column.left(""), Column.text(""));
    incident.theftSources().stream()
        .limit(rows)
        .forEach(s -> table.row("  " + s.origin(), text(s)));
    int more = incident.theftSources().size() - rows;
    if (more > 0) {
      table.row("  ...", "and %s more".formatted(AmountText.count(more)));
    }
    return table;
  }

  private String text(TheftSource source) {
    return switch (source) {
      case TheftSource.StolenTransfer transfer ->
          "transaction %s on %s%s%s %s"
              .formatted(
                  transfer.tx(),
                  transfer.chain(),
                  transfer.to().map(to -> " to " + to).orElse(""),
                  transfer.amount().map(a -> ", " + amount(a, transfer.asset())).orElse(""),
                  transfer.statedBy());
      case TheftSource.StolenHolding holding ->
          "all %s held by %s on %s after block %d %s"
              .formatted(
                  described(holding.asset())
                      .map(AssetDescription::symbol)
                      .orElse(holding.asset().text()),
                  holding.address(),
                  holding.chain(),
                  holding.block(),
                  holding.statedBy());
    };
  }

  private Table conversions(Incident incident) {
    Table table = new Table(Column.left(""), Column.text(""));
    incident.conversions().stream()
        .limit(rows)
        .forEach(c -> table.row("  " + c.evidence(), text(c)));
    return table;
  }

  private String text(AssertedConversion c) {
    return "%s: %s for %s; %s %s"
        .formatted(
            c.tx(),
            amount(c.lost(), Optional.of(c.lostAsset())),
            amount(c.gained(), Optional.of(c.gainedAsset())),
            c.reason(),
            c.statedBy());
  }

  /** In units where the folder says what the asset's unit is. */
  private String amount(Amount amount, Optional<Asset> asset) {
    Optional<AssetDescription> known =
        asset.flatMap(this::described).filter(d -> d.decimals().isPresent());
    return known
        .map(d -> AmountText.units(amount, d.decimals().getAsInt()) + " " + d.symbol())
        .orElseGet(() ->
            "%s base units%s".formatted(amount, asset.map(a -> " of " + a.text()).orElse("")));
  }

  private Optional<AssetDescription> described(Asset asset) {
    return asset instanceof Coin coin
        ? Optional.of(AssetDescription.of(coin))
        : Optional.ofNullable(assets.get(asset));
  }

  private Table stated(List<StatedAmount> amounts) {
    Table table = new Table(Column.left(""), Column.text(""));
    amounts.forEach(a ->
        table.row(
            "  " + amount(a.amount(), Optional.of(a.asset())),
            "at %s; %s".formatted(a.address(), by(a.note(), a.statedBy()))));
    return table;
  }

  private Table addresses(Incident incident) {
    Table table = new Table(Column.left(""), Column.left(""), Column.text(""));
    incident.addresses().stream()
        .limit(rows)
        .forEach(a ->
            table.row("  " + a.role(), a.chain(), a.address() + " " + by(a.note(), a.statedBy())));
    int more = incident.addresses().size() - rows;
    if (more > 0) {
      table.row("  ...", "", "and %s more".formatted(AmountText.count(more)));
    }
    return table;
  }

  private void thin(List<String> lines, Incident incident) {
    if (!incident.thin().isEmpty()) {
      lines.add("");
      lines.add("THIN OR CONTRADICTORY");
      incident.thin().forEach(sentence -> add(lines, "  - ", sentence));
    }
  }

  private static Table citations(Incident incident) {
    Table table = new Table(Column.left(""), Column.text(""));
    incident.citations().forEach(c -> table.row("  " + c.id(), text(c)));
    return table;
  }

  static String text(Citation citation) {
    String commit = citation.commit().isBlank() ? "" : " @ " + citation.commit();
    String what = citation.what().isBlank() ? "" : ": " + citation.what();
    return citation.where() + commit + what + (citation.opened() ? "" : " (not opened)");
  }
}
