package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.FlowGraph;

/** What the data does not show. */
final class GapsSection {

  private static final int MOST_WITHOUT_SIZE = 5;

  private final AssetNames names;
  private final int width;
  private final int rows;

  GapsSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  List<String> lines(FlowGraph graph) {
    Map<DataGap.Kind, List<DataGap>> kinds =
        graph.gaps().stream()
            .collect(Collectors.groupingBy(DataGap::kind, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    kinds.forEach((kind, gaps) -> lines.addAll(ofKind(kind, gaps)));
    return Section.of("DATA GAPS", lines);
  }

  private List<String> ofKind(DataGap.Kind kind, List<DataGap> gaps) {
    List<String> lines = new ArrayList<>(Wrap.hanging(kind + ": ", meaning(kind), width));
    boolean measured = gaps.stream().anyMatch(gap -> gap.amount().isPresent());
    boolean told = gaps.stream().map(DataGap::detail).distinct().count() > 1 || gaps.size() == 1;
    int most = measured ? rows : Math.min(rows, MOST_WITHOUT_SIZE);
    Table table = new Table(Column.left(""), Column.number(""), Column.left(""), Column.text(""));
    gaps.stream().limit(most).forEach(gap -> table.row(cells(gap, told)));
    lines.addAll(table.lines(width));
    if (gaps.size() > most) {
      lines.add("  ... and %s more".formatted(AmountText.count(gaps.size() - most)));
    }
    return lines;
  }

  /**
   * @param told whether the detail says more than the kind does
   */
  private String[] cells(DataGap gap, boolean told) {
    return new String[] {
      "  " + gap.place().text(),
      gap.amount()
          .map(a -> gap.asset().map(asset -> names.number(a, asset)).orElse(a.toString()))
          .orElse(""),
      gap.asset()
          .map(asset -> gap.amount().isPresent() ? names.unit(asset) : names.name(asset))
          .orElse(""),
      told ? gap.detail() : ""
    };
  }

  private static String meaning(DataGap.Kind kind) {
    return switch (kind) {
      case UNEXPLAINED ->
          "more was spent than was seen to arrive; the missing part counts as clean";
      case OPENING_UNKNOWN ->
          "what was held before the first record is not known and was taken for zero, which"
              + " over-taints";
      case REMARK -> "what the sources remark on their data";
      case TRANSACTION_MISSING -> "a named transaction is not in the data";
      case BLOCK_MISSING -> "a whole block with its fees is not in the data";
      case NOT_DECODED -> "could not be decoded and was followed as a plain transfer";
      case NOT_REACHED -> "a stated theft of which nothing was traced";
    };
  }
}
