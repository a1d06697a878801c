package org.spoor.app.terminal;

/**
 * Text from outside made safe for a screen: a token's symbol or a label may hold control characters
 * that would colour, reorder or hide what stands beside it.
 */
public final class Printable {

  private Printable() {}

  /** The same text with a question mark for each character that a screen would obey. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().map(Printable::shown).forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static int shown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          '?';
      default -> codePoint;
    };
  }
}
