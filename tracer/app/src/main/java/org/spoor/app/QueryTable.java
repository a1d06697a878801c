package org.spoor.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.spoor.app.report.AmountText;
import org.spoor.app.report.Table;
import org.spoor.app.report.Table.Column;
import org.spoor.graph.QueryResult;

/** Rows of a query as a table; where the screen is too narrow, a block of lines for each row. */
final class QueryTable {

  private final int width;

  QueryTable(int width) {
    this.width = width;
  }

  List<String> lines(QueryResult result) {
    List<String> table = table(result);
    List<String> lines =
        new ArrayList<>(table.stream().allMatch(l -> l.length() <= width) ? table : blocks(result));
    lines.add(count(result));
    return lines;
  }

  private List<String> table(QueryResult result) {
    Table table = new Table(result.columns().stream().map(Column::left).toArray(Column[]::new));
    for (List<@Nullable Object> row : result.rows()) {
      table.row(cells(row));
    }
    return table.lines(width);
  }

  private List<String> blocks(QueryResult result) {
    List<String> lines = new ArrayList<>();
    for (List<@Nullable Object> row : result.rows()) {
      Table block = new Table(Column.left(""), Column.text(""));
      String[] cells = cells(row);
      for (int i = 0; i < cells.length; i++) {
        block.row(result.columns().get(i), cells[i]);
      }
      lines.addAll(block.lines(width));
      lines.add("");
    }
    return lines;
  }

  private static String[] cells(List<@Nullable Object> row) {
    return row.stream().map(QueryTable::cell).toArray(String[]::new);
  }

  private static String cell(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static String count(QueryResult result) {
    int rows = result.rows().size();
    if (result.cutOff()) {
      return "(the first %s rows; --limit shows more)".formatted(AmountText.count(rows));
    }
    return rows == 1 ? "(1 row)" : "(%s rows)".formatted(AmountText.count(rows));
  }
}
