package org.spoor.ethereum.explorer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.Excerpt;
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
    fault(body)
        .ifPresent(fault -> {
          throw SpoorException.malformedData(fault);
        });
    return refused(body)
        .map(ExplorerAnswer::refusal)
        .orElseGet(() -> new Rows(RowReading.rows(list, body.path("result"))));
  }

  /** Why it is neither a list nor a refusal. */
  static Optional<String> fault(JsonNode body) {
    if (!body.isObject()) {
      return Optional.of("an answer that is no JSON object");
    }
    return text(body.path("status")).isPresent()
        ? Optional.empty()
        : Optional.of("an answer without a status");
  }

  /** With which words an answer says that there is none. */
  static Optional<String> refused(JsonNode body) {
    String status = text(body.path("status")).orElse("");
    String message = text(body.path("message")).orElse("");
    JsonNode result = body.path("result");
    boolean isList = status.equals("1") && result.isArray();
    return status.isEmpty() || isList || nothing(status, message, result)
        ? Optional.empty()
        : Optional.of(said(body));
  }

  /** What an answer that is none has to say. */
  static String said(JsonNode body) {
    return Excerpt.of(
        Stream.of(text(body.path("message")), text(body.path("result")))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(": ")));
  }

  private static boolean nothing(String status, String message, JsonNode result) {
    return status.equals("0")
        && NOTHING.matcher(message.toLowerCase(Locale.ROOT)).matches()
        && (result.isNull() || result.isMissingNode() || result.isEmpty());
  }

  /** Whether nothing will be answered today, whatever is asked. */
  static boolean isLasting(String why) {
    return LASTING.matcher(why.toLowerCase(Locale.ROOT)).find();
  }

  /** With which words an answer says that there is none yet: asked too often, or busy. */
  static Optional<String> later(JsonNode body) {
    String why = said(body);
    boolean isRefused = body.has("status") && !body.path("status").asString("").equals("1");
    return isRefused
            && refusal(why) instanceof Refusal
            && !isLasting(why)
            && OFTEN.matcher(why.toLowerCase(Locale.ROOT)).find()
        ? Optional.of(why)
        : Optional.empty();
  }

  static ExplorerAnswer refusal(String why) {
    String words = why.toLowerCase(Locale.ROOT);
    if (isLasting(why)) {
      return new Refusal(why);
    }
    if (NO_LIST.matcher(words).find()) {
      return new Unlisted(why);
    }
    return LARGE.matcher(words).find() ? new TooLarge(why) : new Refusal(why);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
