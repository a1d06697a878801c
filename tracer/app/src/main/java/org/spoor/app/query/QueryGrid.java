package org.spoor.app.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.app.query.QueryTable.QueryRow;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;

/**
 * Rows below each other. Where the screen is too narrow, what all rows have in common stands above
 * them, and long cells with the names of their columns at the end of their row or below it.
 */
final class QueryGrid {

  /** Shorter than an address, longer than an amount. */
  private static final int LONG = 36;

  /** Keeps a cell beside the name of its column when the line is wrapped. */
  private static final String GLUE = "\u00a0";

  private final List<QueryRow> rows;
  private final Set<String> names = new LinkedHashSet<>();

  QueryGrid(List<QueryRow> rows) {
    this.rows = rows;
    rows.forEach(row -> names.addAll(row.cells().keySet()));
  }

  List<String> lines(int width) {
    Table plain = table(names, Set.of());
    if (!plain.isTooWide(width)) {
      return plain.lines(width);
    }
    Map<String, String> common = common();
    Table head = new Table(Column.left(""), Column.text(""));
    common.forEach((name, cell) -> {
      if (!cell.isEmpty()) {
        head.row(name, cell);
      }
    });
    List<String> lines = new ArrayList<>(head.lines(width));
    lines.add("");
    lines.addAll(without(common.keySet()).narrow(width));
    return lines;
  }

  /** With long cells at the end, or below. */
  List<String> narrow(int width) {
    Set<String> wide = new LinkedHashSet<>(names);
    wide.removeIf(name -> longest(name) <= LONG);
    Set<String> fixed = new LinkedHashSet<>(names);
    fixed.removeAll(wide);
    return table(fixed, wide).lines(width).stream().map(l -> l.replace(GLUE, " ")).toList();
  }

  /** What is the same in all of several rows. */
  private Map<String, String> common() {
    Map<String, String> common = new LinkedHashMap<>();
    if (rows.size() > 1) {
      common.putAll(rows.getFirst().cells());
      rows.forEach(
          row -> common.entrySet().removeIf(e -> !e.getValue().equals(row.cell(e.getKey()))));
    }
    return common;
  }

  private QueryGrid without(Set<String> columns) {
    return new QueryGrid(rows.stream().map(row -> row.without(columns)).toList());
  }

  private Table table(Set<String> fixed, Set<String> wide) {
    List<Column> columns = new ArrayList<>(fixed.stream().map(this::column).toList());
    if (!wide.isEmpty()) {
      columns.add(Column.text(String.join(", ", wide)));
    }
    Table table = new Table(columns.toArray(Column[]::new));
    for (QueryRow row : rows) {
      List<String> cells = new ArrayList<>(fixed.stream().map(row::cell).toList());
      if (!wide.isEmpty()) {
        cells.add(
            wide.stream()
                .filter(name -> !row.cell(name).isEmpty())
                .map(name -> name + GLUE + row.cell(name))
                .collect(Collectors.joining(" ")));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private Column column(String name) {
    boolean numbers = rows.stream().allMatch(row -> row.cell(name).matches("[0-9,]*(\\.[0-9]*)?"));
    return numbers ? Column.number(name) : Column.left(name);
  }

  private int longest(String name) {
    return rows.stream().mapToInt(row -> row.cell(name).length()).max().orElse(0);
  }
}
