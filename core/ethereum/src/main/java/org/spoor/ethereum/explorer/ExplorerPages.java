package org.spoor.ethereum.explorer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.endpoint.store.OfflineNode;
import org.spoor.endpoint.store.RememberingNode;
import org.spoor.endpoint.wire.RestNode;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/**
 * Pages of an explorer's lists. Those of final blocks alone are kept, of that explorer: others may
 * list less. Lists that have no end are kept as those of the last final block. What it refuses is
 * not kept.
 */
public final class ExplorerPages {

  /** The most that explorers list at once, and as far as they count pages. */
  static final int MOST_ROWS = 10_000;

  private static final int FEWEST_ROWS = 100;

  private final ExplorerClient client;
  private final Node node;
  private final long last;

  /** Rows of a page, at most; learnt from refusals. */
  private final AtomicInteger rows = new AtomicInteger(MOST_ROWS);

  /**
   * @param node that answers for the explorer
   * @param last final block
   */
  ExplorerPages(ExplorerClient client, Node node, long last) {
    this.client = client;
    this.node = node;
    this.last = last;
  }

  /**
   * Those that are not kept are asked for.
   *
   * @param network that is listed
   * @param last final block
   * @param meter told of what is answered without the explorer
   */
  public static ExplorerPages kept(
      ExplorerClient client, AnswerStore store, Network network, long last, Meter meter) {
    Node node =
        RememberingNode.of(
            new RefusingNode(client.server()),
            store,
            chain(client, network),
            meter,
            (call, answer) -> ExplorerAnswer.fault(answer));
    return new ExplorerPages(client, node, last);
  }

  /** Those alone that are kept; parameters as above. */
  public static ExplorerPages offline(
      ExplorerClient client, AnswerStore store, Network network, long last, Meter meter) {
    Node node = OfflineNode.of(client.name(), store, chain(client, network), meter);
    return new ExplorerPages(client, node, last);
  }

  private static String chain(ExplorerClient client, Network network) {
    return network.key() + " " + client.identity();
  }

  /** Of the explorer, for messages. */
  String name() {
    return client.name();
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
          throw client.unavailable(question.toString(), why);
        }
        yield List.of();
      }
      case ExplorerAnswer.TooLarge(var why) -> throw client.unavailable(question.toString(), why);
      case ExplorerAnswer.Refusal(var why) -> throw client.unavailable(question.toString(), why);
    };
  }

  private ExplorerAnswer answer(ExplorerQuestion question) {
    Call call = question.call(last);
    return switch (node.ask(List.of(call)).getFirst()) {
      case Reply.Result(JsonNode body) -> read(question, call, body);
      case Reply.Refusal(int status, String said) when status == RestNode.TOO_LARGE ->
          new ExplorerAnswer.TooLarge(said);
      case Reply.Refusal(int status, String said) when status == RefusingNode.IN_AN_ANSWER ->
          ExplorerAnswer.refusal(said);
      case Reply.Refusal(int status, String said) ->
          ExplorerAnswer.refusal("HTTP " + status + ": " + said);
    };
  }

  /** One that cannot be is not kept. */
  private ExplorerAnswer read(ExplorerQuestion question, Call call, JsonNode body) {
    try {
      ExplorerAnswer answer = ExplorerAnswer.of(question.list(), body);
      if (answer instanceof ExplorerAnswer.Rows(var found) && question.list().isBySpan()) {
        refuseMisplaced(question, found);
      }
      return answer;
    } catch (SpoorException e) {
      node.forget(List.of(call));
      throw SpoorException.malformedData(
          "%s: %s: %s".formatted(name(), question, e.getMessage()), e);
    }
  }

  private static void refuseMisplaced(ExplorerQuestion question, List<ExplorerRow> found) {
    long before = question.span().from();
    for (ExplorerRow row : found) {
      if (row.height() < before || row.height() > question.span().to()) {
        throw SpoorException.malformedData(misplaced(row, before, question.span().to()));
      }
      before = row.height();
    }
  }

  static String misplaced(ExplorerRow row, long from, long to) {
    return "a row of block %d where %d to %d was expected".formatted(row.height(), from, to);
  }
}
