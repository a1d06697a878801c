package org.spoor.app.report;

import java.util.ArrayList;
import java.util.List;

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
}
