package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.app.result.Destination;
import org.spoor.app.result.EndTotal;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/** Where the money is now: every end of every trail, largest first, asset by asset. */
final class EndsSection {

  private final AssetNames names;
  private final int width;
  private final int rows;

  EndsSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  List<String> lines(FlowGraph graph) {
    Map<Asset, List<EndTotal>> byAsset =
        EndTotal.of(graph.ends()).stream()
            .collect(
                Collectors.groupingBy(
                    total -> total.destination().asset(),
                    () -> new TreeMap<>(AssetNames.COINS_FIRST),
                    Collectors.toList()));
    List<String> lines = new ArrayList<>();
    byAsset.forEach((asset, totals) -> lines.addAll(ofAsset(asset, totals, graph)));
    return Section.of("WHERE THE MONEY IS NOW", lines);
  }

  private List<String> ofAsset(Asset asset, List<EndTotal> totals, FlowGraph graph) {
    Amount whole = traced(asset, graph.conservation());
    Table table = new Table(Column.number(""), Column.right(""), Column.left(""), Column.text(""));
    List<EndTotal> sorted = totals.stream().sorted(EndTotal.LARGEST_FIRST).toList();
    List<Alike<EndTotal>> groups = Alike.of(sorted, EndsSection::areAlike, sorted.size() > rows);
    groups.stream().limit(rows).forEach(group -> table.row(cells(group, asset, whole)));
    List<String> lines = new ArrayList<>(List.of(""));
    lines.addAll(Wrap.lines(title(asset, totals, whole), width));
    lines.addAll(table.lines(width));
    rest(groups, asset).ifPresent(rest -> lines.addAll(Wrap.lines(rest, width)));
    return lines;
  }

  private static Amount traced(Asset asset, List<Conservation> statements) {
    return statements.stream()
        .filter(statement -> statement.asset().equals(asset))
        .map(statement -> statement.seeded().plus(statement.convertedIn()))
        .reduce(Amount.ZERO, Amount::plus);
  }

  private String title(Asset asset, List<EndTotal> totals, Amount whole) {
    return "%s: %s in %s"
        .formatted(
            names.nameOnChain(asset),
            names.number(whole, asset),
            totals.size() == 1 ? "1 place" : AmountText.count(totals.size()) + " places");
  }

  private static boolean areAlike(EndTotal a, EndTotal b) {
    return a.amount().equals(b.amount()) && a.destination().kind() == b.destination().kind();
  }

  private static Amount together(Alike<EndTotal> group) {
    return group.members().stream().map(EndTotal::amount).reduce(Amount.ZERO, Amount::plus);
  }

  private String[] cells(Alike<EndTotal> group, Asset asset, Amount whole) {
    return new String[] {
      names.number(together(group), asset),
      AmountText.share(together(group), whole),
      group.first().destination().kind().name(),
      group.size() == 1
          ? where(group.first())
          : "%s places with %s each, the first %s"
              .formatted(
                  AmountText.count(group.size()),
                  names.number(group.first().amount(), asset),
                  where(group.first()))
    };
  }

  private Optional<String> rest(List<Alike<EndTotal>> groups, Asset asset) {
    List<Alike<EndTotal>> cut = groups.stream().skip(rows).toList();
    if (cut.isEmpty()) {
      return Optional.empty();
    }
    long places = cut.stream().mapToLong(Alike::size).sum();
    Amount together = cut.stream().map(EndsSection::together).reduce(Amount.ZERO, Amount::plus);
    return Optional.of(
        "... and %s more, together %s"
            .formatted(AmountText.count(places), names.amount(together, asset)));
  }

  /** The place, how many outputs it holds, and who is said to control it. */
  static String where(EndTotal total) {
    String label = total.attribution().map(EndsSection::label).orElse("");
    return (where(total.destination()) + outputs(total) + " " + label).strip();
  }

  static String where(Destination destination) {
    return whereText(destination.place(), destination.kind());
  }

  private static String whereText(Party place, EndKind kind) {
    return switch (place) {
      case Address address -> address.text();
      case Script script -> "script " + script.text();
      case Outside.FEE -> "fees";
      case Outside.BURN -> "out of reach for good";
      case Outside.ISSUANCE -> "issuance";
      case Outside.UNKNOWN -> kind == EndKind.HELD ? "no address" : "unknown place";
    };
  }

  private static String outputs(EndTotal total) {
    boolean counted =
        total.ends() > 1 && total.destination().asset().chain().model() == LedgerModel.UTXO;
    return counted ? " (%s outputs)".formatted(AmountText.count(total.ends())) : "";
  }

  static String label(Attribution attribution) {
    String category = attribution.category().id();
    return category.isEmpty() ? attribution.label() : attribution.label() + ", " + category;
  }
}
