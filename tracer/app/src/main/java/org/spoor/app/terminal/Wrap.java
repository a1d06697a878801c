package org.spoor.app.terminal;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines between words; a word longer than a line stays whole. */
public final class Wrap {

  private Wrap() {}

  /** No lines for text without words. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** Lines of a sentence that begin with {@code first} and go on below its text. */
  public static List<String> hanging(String first, String text, int width) {
    List<String> parts = lines(text, width - first.length());
    List<String> lines = new ArrayList<>();
    for (String part : parts) {
      lines.add((lines.isEmpty() ? first : " ".repeat(first.length())) + part);
    }
    return lines;
  }

  static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }
}
