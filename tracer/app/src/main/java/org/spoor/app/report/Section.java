package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;

/** A titled part of a report; without content it is left out altogether. */
final class Section {

  private Section() {}

  static List<String> of(String title, List<String> content) {
    if (content.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("", title));
    lines.addAll(content);
    return lines;
  }

  /** The lines of a table that shows some of all rows, and how many it does not show. */
  static List<String> cut(Table table, int width, int shown, int all) {
    List<String> lines = new ArrayList<>(table.isEmpty() ? List.of() : table.lines(width));
    lines.addAll(more(shown, all));
    return lines;
  }

  /** How many there are beyond those that are shown. */
  static List<String> more(int shown, int all) {
    return all > shown
        ? List.of("... and %s more".formatted(AmountText.count(all - shown)))
        : List.of();
  }
}
