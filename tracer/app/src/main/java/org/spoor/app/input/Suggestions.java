package org.spoor.app.input;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The names that somebody who mistyped may have meant. */
public final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /** Nearest first: names that contain the text, or are a few keystrokes away. */
  public static List<String> near(String text, List<String> names) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> distance(typed, name) <= Math.max(1, typed.length() / 3))
        .sorted(Comparator.comparingInt((String name) -> distance(typed, name)))
        .limit(MOST)
        .toList();
  }

  /** What was expected in place of a text, for a complaint: the near ones, then all. */
  public static String expected(String text, List<String> names) {
    List<String> near = near(text, names);
    String meant = near.isEmpty() ? "" : "did you mean %s? ".formatted(String.join(" or ", near));
    return meant + "expected one of " + String.join(", ", names);
  }

  /** From the whole name or from its first word, whichever is nearer. */
  private static int distance(String typed, String given) {
    String name = given.toLowerCase(Locale.ROOT);
    if (typed.length() >= 2 && name.contains(typed)) {
      return 0;
    }
    String word = name.replaceFirst("-[0-9]{4}$", "");
    String typedWord = typed.replaceFirst("[-_ ]?[0-9]{4}$", "");
    return Math.min(edits(typed, name), edits(typedWord, word));
  }

  /** Levenshtein's distance: insertions, deletions and replacements of one character. */
  private static int edits(String a, String b) {
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
