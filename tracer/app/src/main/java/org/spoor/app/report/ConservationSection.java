package org.spoor.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;

/** The statement that the numbers add up: one small account per incident and asset. */
final class ConservationSection {

  private static final Comparator<Conservation> ORDER =
      Comparator.comparing(Conservation::asset, AssetNames.COINS_FIRST)
          .thenComparing(Conservation::incident);

  private final AssetNames names;
  private final int width;

  ConservationSection(AssetNames names, int width) {
    this.names = names;
    this.width = width;
  }

  List<String> lines(List<FlowGraph> runs) {
    Map<Conservation, List<String>> policies = new LinkedHashMap<>();
    for (FlowGraph run : runs) {
      for (Conservation statement : run.conservation()) {
        policies
            .computeIfAbsent(statement, _ -> new ArrayList<>())
            .add(run.policy().toUpperCase(Locale.ROOT));
      }
    }
    List<String> lines = new ArrayList<>();
    policies.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(entry ->
            lines.addAll(account(runs.size() > 1 ? entry.getValue() : List.of(), entry.getKey())));
    return Section.of("CONSERVATION", lines);
  }

  /**
   * @param policies that say the same, where there are several
   */
  private List<String> account(List<String> policies, Conservation statement) {
    Table table = new Table(Column.left(""), Column.number(""));
    row(table, "seeded", statement.seeded(), statement);
    if (!statement.convertedIn().isZero()) {
      row(table, "+ converted in", statement.convertedIn(), statement);
    }
    boolean conserves = statement.tainted().isEmpty();
    String sign = conserves ? "= " : "";
    for (Map.Entry<EndKind, Amount> ended : statement.ended().entrySet()) {
      if (!ended.getValue().isZero()) {
        row(table, sign + term(ended.getKey()), ended.getValue(), statement);
        sign = conserves ? "+ " : "";
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    String title = statement.incident() + ", " + names.nameOnChain(statement.asset());
    String whole = policies.isEmpty() ? title : title + ", by " + String.join(", ", policies);
    lines.addAll(Wrap.lines(whole, width));
    lines.addAll(table.lines(width));
    lines.addAll(Wrap.hanging("  ", verdict(statement), width));
    return lines;
  }

  private void row(Table table, String term, Amount amount, Conservation statement) {
    table.row("  " + term, names.number(amount, statement.asset()));
  }

  private String verdict(Conservation statement) {
    return statement
        .tainted()
        .map(tainted -> amplification(tainted, statement))
        .orElseGet(() ->
            statement.isExact()
                ? "exact to the base unit"
                : "DOES NOT ADD UP: the two sides differ");
  }

  private String amplification(Amount tainted, Conservation statement) {
    String dirty =
        "POISON does not conserve: it calls %s dirty"
            .formatted(names.amount(tainted, statement.asset()));
    return statement.seeded().isZero()
        ? dirty
        : dirty
            + ", %s times what was seeded".formatted(AmountText.times(tainted, statement.seeded()));
  }

  private static String term(EndKind kind) {
    String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return kind.isNotFollowed() ? "not followed: " + word : word;
  }
}
