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

  /** Asked too often, or busy: later it may answer. */
  record Later(String why) implements ExplorerAnswer {}

  /** Fewer rows at once it may list. */
  record TooLarge(String why) implements ExplorerAnswer {}

  /** It has no such list, or not for this key. */
  record Unlisted(String why) implements ExplorerAnswer {}

  /** It does not answer this, now or later. */
  record Refusal(String why) implements ExplorerAnswer {}

  /** "No transactions found", "No internal transactions found", "No token transfers found". */
  Pattern NOTHING =
      Pattern.compile("no [a-z ]*(transactions|transfers|blocks|withdrawals|records) found");

  /**
   * "Max daily rate limit reached. 110000 (100%) of 100000 day/limit"; a day is too long to wait.
   */
  Pattern LASTING = Pattern.compile("daily|day/limit|per day|invalid api key");

  /** "Result window is too large, PageNo x Offset size must be less than or equal to 10000". */
  Pattern LARGE = Pattern.compile("window is too large|smaller result|offset|records per request");

  /**
   * "Error! Missing Or invalid Action name", Blockscout: "Unknown action"; "Sorry, it looks like
   * you are trying to access an API Pro endpoint".
   */
  Pattern NO_LIST = Pattern.compile("invalid action|unknown (action|module)|api pro");

  /**
   * "Max rate limit reached, please use API Key for higher rate limit", "Max calls per sec rate
   * limit reached (5/sec)", "Unexpected error, timeout or server too busy", Blockscout: "Too many
   * requests".
   */
  Pattern OFTEN =
      Pattern.compile("(calls per sec|rate) limit|too many requests|too busy|timeout|timed out");

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
    String words = why.toLowerCase(Locale.ROOT);
    if (LASTING.matcher(words).find()) {
      return new Refusal(why);
    }
    if (NO_LIST.matcher(words).find()) {
      return new Unlisted(why);
    }
    if (LARGE.matcher(words).find()) {
      return new TooLarge(why);
    }
    return OFTEN.matcher(words).find() ? new Later(why) : new Refusal(why);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
