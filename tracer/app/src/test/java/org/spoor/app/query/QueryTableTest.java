package org.spoor.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spoor.graph.QueryResult;

final class QueryTableTest {

  private static final String PLACE = "0xfacade000000000000000000000000000000001e";
  private static final List<String> COLUMNS =
      List.of("trace", "amount", "symbol", "decimals", "place", "label");

  @Test
  void lines_amountWithDecimals_inUnitsBelowEachOther() {
    QueryResult result =
        new QueryResult(
            List.of("amount", "symbol", "decimals"),
            List.of(
                List.of("48000000000000000001", "ETH", 18L), List.of("60000000000", "SAIL", 6L)),
            false);

    assertThat(new QueryTable(100).lines(result))
        .containsExactly(
            "                   amount  symbol",
            "    48.000000000000000001  ETH",
            "60,000                     SAIL",
            "(2 rows)");
  }

  @Test
  void lines_tooWide_commonAboveAndLongCellsAtTheEnd() {
    List<Object> row = List.of("0123456789abcdef", "48000000", "SAIL", 6L, PLACE, "Facade Mixer");
    List<Object> other = List.of("0123456789abcdef", "5000000", "SAIL", 6L, PLACE, "Another");

    assertThat(new QueryTable(70).lines(new QueryResult(COLUMNS, List.of(row, other), true)))
        .containsExactly(
            "trace   0123456789abcdef",
            "symbol  SAIL",
            "place   " + PLACE,
            "",
            "amount  label",
            "    48  Facade Mixer",
            "     5  Another",
            "(the first 2 rows; --limit shows more)");
  }

  @Test
  void lines_unknownDecimals_baseUnits() {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("tainted", "48");
    step.put("symbol", null);
    step.put("decimals", null);
    step.put("to", PLACE);
    QueryResult result = new QueryResult(List.of("steps"), List.of(List.of(List.of(step))), false);

    assertThat(new QueryTable(70).lines(result))
        .containsExactly(
            "  tainted  symbol      to", "       48  base units  to " + PLACE, "", "(1 row)");
  }
}
