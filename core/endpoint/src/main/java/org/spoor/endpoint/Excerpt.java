package org.spoor.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Foreign text, made fit to stand in one line of a message. */
public final class Excerpt {

  /** Stands where a text was cut. */
  static final String CUT = "...";

  private static final int LONGEST = 240;

  private Excerpt() {}

  /** Without line breaks, without characters that steer a terminal, cut where it gets long. */
  public static String of(String text) {
    String cut = text.substring(0, Math.min(text.length(), 4 * LONGEST));
    String line = cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= LONGEST && cut.length() == text.length()
        ? line
        : line.substring(0, Math.min(line.length(), LONGEST)) + CUT;
  }

  public static String of(byte[] body) {
    return of(new String(body, 0, Math.min(body.length, 8 * LONGEST), StandardCharsets.UTF_8));
  }

  /** A value between quotes; not what nests: it may do so deeper than can be printed. */
  public static String of(JsonNode json) {
    return json.isValueNode()
        ? "'" + of(json.asString("")) + "'"
        : String.valueOf(json.getNodeType());
  }

  /** The methods of some calls: {@code eth_getLogs and 3 more}. */
  public static String of(List<Call> calls) {
    String first = of(calls.getFirst().method());
    return calls.size() == 1 ? first : first + " and " + (calls.size() - 1) + " more";
  }
}
