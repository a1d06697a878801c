package org.spoor.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a query gave.
 *
 * @param columns their names
 * @param rows one value per column: text, number, boolean, list, map, or null where Cypher says
 *     null; nodes and relationships are maps of their properties
 * @param cutOff whether there were more rows than asked for
 */
public record QueryResult(List<String> columns, List<List<@Nullable Object>> rows, boolean cutOff) {

  public QueryResult {
    columns = List.copyOf(columns);
    rows = rows.stream().map(QueryResult::copy).toList();
  }

  private static List<@Nullable Object> copy(List<@Nullable Object> row) {
    return Collections.unmodifiableList(new ArrayList<>(row));
  }
}
