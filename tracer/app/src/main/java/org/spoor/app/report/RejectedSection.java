package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.model.flow.Flag;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Rejection;
import org.spoor.model.value.Asset;

/** What was recorded but is no movement of value, and what is followed with a mark. */
final class RejectedSection {

  private final AssetNames names;
  private final int width;
  private final int rows;

  RejectedSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  List<String> lines(FlowGraph graph) {
    List<String> lines = new ArrayList<>();
    lines.addAll(Section.of("REJECTED", rejected(graph.rejected())));
    lines.addAll(Section.of("FLAGGED", flagged(graph.flagged())));
    return lines;
  }

  private List<String> rejected(List<Rejection> rejections) {
    Map<String, Map<Asset, Long>> counts =
        rejections.stream()
            .collect(
                Collectors.groupingBy(
                    Rejection::reason,
                    TreeMap::new,
                    Collectors.groupingBy(
                        r -> r.transfer().asset(), TreeMap::new, Collectors.counting())));
    Table table = new Table(Column.right(""), Column.text(""));
    counts.forEach((reason, assets) ->
        assets.forEach(
            (asset, count) -> table.row(transfers(count), named(asset) + ": " + reason)));
    return table.isEmpty() ? List.of() : table.lines(width);
  }

  private static String transfers(long count) {
    return AmountText.count(count) + (count == 1 ? " transfer of" : " transfers of");
  }

  private String named(Asset asset) {
    String name = names.name(asset);
    return name.contains(asset.text()) ? name : name + " " + asset.text();
  }

  private List<String> flagged(List<Flag> flags) {
    Table table = new Table(Column.left(""), Column.text(""));
    flags.stream().limit(rows).forEach(f -> table.row(f.place().text(), f.reason()));
    List<String> lines = new ArrayList<>(table.isEmpty() ? List.of() : table.lines(width));
    if (flags.size() > rows) {
      lines.add("... and %s more".formatted(AmountText.count(flags.size() - rows)));
    }
    return lines;
  }
}
