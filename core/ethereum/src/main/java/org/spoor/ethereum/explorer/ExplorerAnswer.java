package org.spoor.ethereum.explorer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/** What an explorer answers to a question for a list. */
public sealed interface ExplorerAnswer {

  /** In the order in which the explorer lists them. */
  record Rows(List<ExplorerRow> rows) implements ExplorerAnswer {

    public Rows {
      rows = List.copyOf(rows);
    }
  }

  /** Asked too often: later it may answer. */
  record TooOften(String why) implements ExplorerAnswer {}

  /** It does not answer this. */
  record Refusal(String why) implements ExplorerAnswer {}

  /** "No transactions found", "No internal transactions found", "No token transfers found". */
  Pattern NOTHING = Pattern.compile("no [a-z ]*(transactions|transfers) found");

  /**
   * "Max rate limit reached, please use API Key for higher rate limit", "Max calls per sec rate
   * limit reached (5/sec)", Blockscout: "Too many requests".
   */
  Pattern OFTEN = Pattern.compile("(calls per sec|rate) limit|too many requests");

  /**
   * @param body the whole answer
   * @throws SpoorException MALFORMED_DATA if it has another shape
   */
  static ExplorerAnswer of(ExplorerList list, JsonNode body) {
    JsonNode result = body.path("result");
    String status = text(body.path("status")).orElse("");
    String message = text(body.path("message")).orElse("");
    if (status.equals("1") && result.isArray()) {
      return new Rows(RowReading.rows(list, result));
    }
    if (status.isEmpty()) {
      throw SpoorException.malformedData(list.action() + ": an answer without a status");
    }
    return nothing(status, message, result)
        ? new Rows(List.of())
        : refusal(Stream.of(Optional.of(message), text(result)).flatMap(Optional::stream).toList());
  }

  private static boolean nothing(String status, String message, JsonNode result) {
    return status.equals("0")
        && NOTHING.matcher(message.toLowerCase(Locale.ROOT)).matches()
        && (result.isNull() || result.isMissingNode() || result.isEmpty());
  }

  private static ExplorerAnswer refusal(List<String> said) {
    String why = RowReading.line(String.join(": ", said));
    return OFTEN.matcher(why.toLowerCase(Locale.ROOT)).find()
        ? new TooOften(why)
        : new Refusal(why);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
