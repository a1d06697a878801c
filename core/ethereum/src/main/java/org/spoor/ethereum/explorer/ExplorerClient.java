package org.spoor.ethereum.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.PatientNode;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.RestNode;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/**
 * Asks an explorer for lists: Etherscan's version 2, which serves many chains, or Blockscout. May
 * be asked from several threads; what goes out is spread evenly over each second, since explorers
 * count by the second.
 */
public final class ExplorerClient {

  /** The most that explorers list at once, and as far as they count pages. */
  static final int MOST_ROWS = 10_000;

  private static final int FEWEST_ROWS = 100;

  private final Endpoint endpoint;
  private final PatientNode explorer;

  /** Rows of a page, at most; learnt from refusals. */
  private final AtomicInteger rows;

  private ExplorerClient(Endpoint endpoint, PatientNode explorer, AtomicInteger rows) {
    this.endpoint = endpoint;
    this.explorer = explorer;
    this.rows = rows;
  }

  /**
   * Gives up when the explorer has given no answer for a minute.
   *
   * @param meter counts what goes out
   */
  public static ExplorerClient of(Endpoint endpoint, Meter meter) {
    RestNode server = RestNode.of(endpoint, meter, ExplorerAnswer::later);
    return new ExplorerClient(endpoint, PatientNode.even(server), new AtomicInteger(MOST_ROWS));
  }

  /** The same explorer, which is given up sooner or later. */
  public ExplorerClient within(Duration longest) {
    return new ExplorerClient(endpoint, explorer.within(longest), rows);
  }

  public String name() {
    return endpoint.name();
  }

  /**
   * The first page of a list, with as many rows as the explorer gives.
   *
   * @throws SpoorException UNAVAILABLE if the explorer refuses or stays out of reach;
   *     MALFORMED_DATA if what it sends is no such list
   */
  List<ExplorerRow> first(ExplorerList list, Address address, Span span) {
    ExplorerQuestion question = new ExplorerQuestion(list, address, span, 1, rows.get());
    ExplorerAnswer answer = answer(question);
    while (answer instanceof ExplorerAnswer.TooLarge && question.rows() > FEWEST_ROWS) {
      int fewer = question.rows() / 10;
      rows.accumulateAndGet(fewer, Math::min);
      question = question.ofRows(fewer);
      answer = answer(question);
    }
    return rows(question, answer);
  }

  /** A later page; nothing if the explorer does not count so far. */
  Optional<List<ExplorerRow>> page(ExplorerQuestion question) {
    if ((long) question.page() * question.rows() > MOST_ROWS) {
      return Optional.empty();
    }
    ExplorerAnswer answer = answer(question);
    return answer instanceof ExplorerAnswer.TooLarge
        ? Optional.empty()
        : Optional.of(rows(question, answer));
  }

  /**
   * A list of credits that the explorer does not have is empty: what it lacks shows in the balance.
   */
  private List<ExplorerRow> rows(ExplorerQuestion question, ExplorerAnswer answer) {
    return switch (answer) {
      case ExplorerAnswer.Rows(var found) -> found;
      case ExplorerAnswer.Unlisted(var why) -> {
        if (question.list().isOfTransactions()) {
          throw unavailable(question.toString(), why);
        }
        yield List.of();
      }
      case ExplorerAnswer.TooLarge(var why) -> throw unavailable(question.toString(), why);
      case ExplorerAnswer.Refusal(var why) -> throw unavailable(question.toString(), why);
    };
  }

  private ExplorerAnswer answer(ExplorerQuestion question) {
    return switch (reply(question.query())) {
      case Reply.Result(JsonNode body) ->
          ExplorerAnswer.of(question.list(), object(question.toString(), body));
      case Reply.Refusal(int status, String said) when status == RestNode.TOO_LARGE ->
          new ExplorerAnswer.TooLarge(said);
      case Reply.Refusal(int status, String said) ->
          ExplorerAnswer.refusal("HTTP " + status + ": " + said);
    };
  }

  /**
   * A whole answer, whatever it says but that it comes later or never.
   *
   * @param what is asked, for messages
   * @throws SpoorException UNAVAILABLE if it stays out of reach or busy, or refuses the key
   */
  JsonNode raw(String what, Map<String, String> query) {
    return switch (reply(query)) {
      case Reply.Result(JsonNode body) -> usable(what, object(what, body));
      case Reply.Refusal(int status, String said) ->
          throw unavailable(what, "HTTP " + status + ": " + said);
    };
  }

  private JsonNode usable(String what, JsonNode body) {
    String said = ExplorerAnswer.said(body);
    if (body.has("status") && ExplorerAnswer.isLasting(said)) {
      throw unavailable(what, said);
    }
    return body;
  }

  private JsonNode object(String what, JsonNode body) {
    if (body.isObject()) {
      return body;
    }
    throw SpoorException.malformedData(name() + ": " + what + ": an answer that is no JSON object");
  }

  private Reply reply(Map<String, String> query) {
    String path =
        query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&", "/?", ""));
    return explorer.ask(List.of(new Call(path, List.of(), false))).getFirst();
  }

  /** What an explorer says may repeat the key. */
  String told(String text) {
    return endpoint.keyless(text);
  }

  private SpoorException unavailable(String what, String why) {
    return SpoorException.unavailable(name() + ": " + what + ": " + told(why));
  }
}
