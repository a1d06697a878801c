package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;

/** Where the trail crossed from one asset to another, and how sure that is. */
final class ConversionsSection {

  private final AssetNames names;
  private final int width;
  private final int rows;

  ConversionsSection(AssetNames names, int width, int rows) {
    this.names = names;
    this.width = width;
    this.rows = rows;
  }

  List<String> lines(FlowGraph graph) {
    List<FlowEdge.OfConversion> conversions =
        graph.edges().stream()
            .filter(FlowEdge.OfConversion.class::isInstance)
            .map(FlowEdge.OfConversion.class::cast)
            .toList();
    Table table =
        new Table(
            Column.number("dirty given"),
            Column.left(""),
            Column.number("dirty gained"),
            Column.left(""),
            Column.left("class"),
            Column.text(""));
    conversions.stream().limit(rows).forEach(conversion -> table.row(cells(conversion)));
    if (table.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(table.lines(width));
    if (conversions.size() > rows) {
      lines.add("... and %s more".formatted(AmountText.count(conversions.size() - rows)));
    }
    return Section.of("CONVERSIONS", lines);
  }

  private String[] cells(FlowEdge.OfConversion c) {
    String how = c.asserted() ? c.evidence() + ", asserted" : c.evidence().toString();
    return new String[] {
      names.number(c.givenTaint().total(), c.givenAsset()),
      names.unit(c.givenAsset()),
      names.number(c.taint().total(), c.asset()),
      names.unit(c.asset()),
      how,
      c.givenIn() + " " + c.reason()
    };
  }
}
