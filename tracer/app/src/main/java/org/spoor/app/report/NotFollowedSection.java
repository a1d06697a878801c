package org.spoor.app.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.app.result.EndTotal;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/** What was not followed, and why. */
final class NotFollowedSection {

  private final AssetNames names;
  private final int width;

  NotFollowedSection(AssetNames names, int width) {
    this.names = names;
    this.width = width;
  }

  List<String> lines(FlowGraph graph) {
    Map<EndKind, Map<Asset, List<EndTotal>>> reasons =
        EndTotal.of(graph.ends()).stream()
            .filter(total -> total.destination().kind().isNotFollowed())
            .collect(
                Collectors.groupingBy(
                    total -> total.destination().kind(),
                    TreeMap::new,
                    Collectors.groupingBy(
                        total -> total.destination().asset(),
                        () -> new TreeMap<>(AssetNames.COINS_FIRST),
                        Collectors.toList())));
    Table table = new Table(Column.number(""), Column.left(""), Column.right(""), Column.text(""));
    reasons.forEach(
        (kind, assets) -> assets.forEach((asset, totals) -> table.row(cells(kind, asset, totals))));
    return Section.of("NOT FOLLOWED", table.isEmpty() ? List.of() : table.lines(width));
  }

  private String[] cells(EndKind kind, Asset asset, List<EndTotal> totals) {
    Amount together = totals.stream().map(EndTotal::amount).reduce(Amount.ZERO, Amount::plus);
    String places = totals.size() == 1 ? "1 place" : AmountText.count(totals.size()) + " places";
    return new String[] {
      names.number(together, asset), names.unit(asset), places, kind + ": " + why(kind)
    };
  }

  private static String why(EndKind kind) {
    return switch (kind) {
      case COINJOIN -> "joined with other people's value; candidates are not followed";
      case BELOW_THRESHOLD -> "less than the minimum that was asked for";
      case HOP_LIMIT -> "more hops from the theft than were asked for";
      case TIME_LIMIT -> "moved after the time that was asked for";
      case BUDGET -> "the number of reads that was asked for was used up";
      case HIGH_DEGREE -> "an unlabelled place too busy to follow";
      case DATA_GAP -> "the data has no complete history of the place";
      case HELD, SERVICE, CONVERTED_OUT, BURNED, FEE, FROZEN, RECOVERED, DISCREPANCY -> "";
    };
  }
}
