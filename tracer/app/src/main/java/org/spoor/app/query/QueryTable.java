package org.spoor.app.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.graph.QueryResult;
import org.spoor.model.value.Amount;

/** The answer to a query on a screen. Rows that hold rows of their own stand one by one. */
final class QueryTable {

  private static final String INDENT = "  ";

  private final int width;

  QueryTable(int width) {
    this.width = width;
  }

  List<String> lines(QueryResult result) {
    List<QueryRow> rows =
        result.rows().stream().map(row -> QueryRow.of(result.columns(), row)).toList();
    List<String> lines = new ArrayList<>();
    if (rows.stream().anyMatch(row -> !row.nested().isEmpty())) {
      rows.forEach(row -> lines.addAll(block(row)));
    } else {
      lines.addAll(new QueryGrid(rows).lines(width));
    }
    lines.add(count(result));
    return lines;
  }

  private List<String> block(QueryRow row) {
    Table block = new Table(Column.left(""), Column.text(""));
    row.cells()
        .forEach((name, cell) -> {
          if (!cell.isEmpty()) {
            block.row(name, cell);
          }
        });
    List<String> lines = new ArrayList<>(block.lines(width));
    row.nested()
        .forEach(rows ->
            new QueryGrid(rows)
                .narrow(width - INDENT.length())
                .forEach(line -> lines.add(INDENT + line)));
    lines.add("");
    return lines;
  }

  private static String count(QueryResult result) {
    int rows = result.rows().size();
    if (result.cutOff()) {
      return "(the first %s rows; --limit shows more)".formatted(AmountText.count(rows));
    }
    return rows == 1 ? "(1 row)" : "(%s rows)".formatted(AmountText.count(rows));
  }

  /**
   * One row as text.
   *
   * @param cells by column
   * @param nested the rows that cells hold
   */
  record QueryRow(Map<String, String> cells, List<List<QueryRow>> nested) {

    private static final List<String> AMOUNTS = List.of("amount", "tainted", "moved");
    private static final String SYMBOL = "symbol";
    private static final String DECIMALS = "decimals";
    private static final String ASSET = "asset";

    /** Maps have no order in Cypher. */
    private static final List<String> FIRST =
        List.of("time", "tainted", SYMBOL, "class", "from", "to", "tx");

    static QueryRow of(List<String> columns, List<@Nullable Object> values) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        row.put(columns.get(i), values.get(i));
      }
      return of(row);
    }

    private static QueryRow of(Map<?, ? extends @Nullable Object> row) {
      Map<String, String> cells = new LinkedHashMap<>();
      List<List<QueryRow>> nested = new ArrayList<>();
      row.forEach((name, value) -> {
        if (value instanceof List<?> list && isRows(list)) {
          nested.add(list.stream().map(item -> of(ordered((Map<?, ?>) item))).toList());
        } else {
          cells.put(String.valueOf(name), cell(value));
        }
      });
      inUnits(cells, row.get(DECIMALS));
      cells.remove(ASSET, cells.get(SYMBOL));
      return new QueryRow(cells, nested);
    }

    /** Empty if there is none. */
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    QueryRow without(Set<String> columns) {
      Map<String, String> rest = new LinkedHashMap<>(cells);
      rest.keySet().removeAll(columns);
      return new QueryRow(rest, nested);
    }

    private static boolean isRows(List<?> list) {
      return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static Map<String, @Nullable Object> ordered(Map<?, ?> map) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      FIRST.stream().filter(map::containsKey).forEach(name -> row.put(name, map.get(name)));
      map.forEach((name, value) -> row.put(String.valueOf(name), value));
      return row;
    }

    private static String cell(@Nullable Object value) {
      return switch (value) {
        case null -> "";
        case List<?> list -> list.stream().map(QueryRow::cell).collect(Collectors.joining(", "));
        case Double number ->
            AmountText.figure(
                new BigDecimal(number.toString()).stripTrailingZeros().toPlainString());
        default -> value.toString();
      };
    }

    /** Where a row tells the decimals of its asset; exact, as everywhere. */
    private static void inUnits(Map<String, String> cells, @Nullable Object decimals) {
      if (!cells.containsKey(SYMBOL) || !cells.containsKey(DECIMALS)) {
        return;
      }
      cells.remove(DECIMALS);
      if (decimals instanceof Long known) {
        AMOUNTS.forEach(
            name -> cells.computeIfPresent(name, (_, amount) -> units(amount, known.intValue())));
      } else {
        cells.put(SYMBOL, "base units");
      }
    }

    private static String units(String amount, int decimals) {
      return amount.matches("[0-9]+") ? AmountText.units(Amount.parse(amount), decimals) : amount;
    }
  }
}
