package org.spoor.ethereum.explorer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/**
 * Asks an explorer for lists: Etherscan's version 2, which serves many chains, or Blockscout. May
 * be asked from several threads.
 *
 * <p>No more goes out per second than the endpoint allows, whoever asks. An explorer that is busy
 * or out of reach is asked again after a second, then two, four and eight.
 */
public final class ExplorerClient {

  /** The most that explorers list at once, and as far as they count pages. */
  static final int MOST_ROWS = 10_000;

  private static final int FEWEST_ROWS = 100;
  private static final int MOST_AT_ONCE = 64;
  private static final List<Duration> RESTS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  private final Endpoint endpoint;
  private final ExplorerLine line;
  private final Pace pace;
  private final Semaphore places;

  /** Rows of a page, at most; learnt from refusals. */
  private final AtomicInteger rows = new AtomicInteger(MOST_ROWS);

  ExplorerClient(Endpoint endpoint, Meter meter, OkHttpClient client, Pace.Clock clock) {
    this.endpoint = endpoint;
    this.line = new ExplorerLine(endpoint, client, meter);
    this.pace = new Pace(endpoint.callsPerSecond(), clock);
    this.places = new Semaphore(Math.min(endpoint.callsPerSecond(), MOST_AT_ONCE));
  }

  /**
   * @param meter counts what goes out
   */
  public static ExplorerClient of(Endpoint endpoint, Meter meter) {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .callTimeout(Duration.ofMinutes(2))
            .readTimeout(Duration.ofSeconds(90))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    return new ExplorerClient(endpoint, meter, client, new MachineClock());
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
          throw failed(question, why);
        }
        yield List.of();
      }
      case ExplorerAnswer.TooLarge(var why) -> throw failed(question, why);
      case ExplorerAnswer.Refusal(var why) -> throw failed(question, why);
      case ExplorerAnswer.Later(var why) ->
          throw failed(question, "asked " + (RESTS.size() + 1) + " times: " + why);
    };
  }

  /** Later only if it says so each time. */
  private ExplorerAnswer answer(ExplorerQuestion question) {
    ExplorerAnswer answer = ask(question);
    for (Duration rest : RESTS) {
      if (!(answer instanceof ExplorerAnswer.Later)) {
        return answer;
      }
      pace.rest(rest);
      answer = ask(question);
    }
    return answer;
  }

  private ExplorerAnswer ask(ExplorerQuestion question) {
    return switch (delivery(question.query())) {
      case ExplorerLine.Delivery.Body(var json) -> ExplorerAnswer.of(question.list(), json);
      case ExplorerLine.Delivery.Lost(var what) -> new ExplorerAnswer.Later(what);
    };
  }

  /**
   * A whole answer, whatever it says but that it comes later or never.
   *
   * @param what is asked, for messages
   * @throws SpoorException UNAVAILABLE if it stays out of reach or busy, or refuses the key
   */
  JsonNode raw(String what, Map<String, String> query) {
    ExplorerLine.Delivery delivery = settled(delivery(query));
    for (Duration rest : RESTS) {
      if (delivery instanceof ExplorerLine.Delivery.Body(var json)) {
        return usable(what, json);
      }
      pace.rest(rest);
      delivery = settled(delivery(query));
    }
    return switch (delivery) {
      case ExplorerLine.Delivery.Body(var json) -> usable(what, json);
      case ExplorerLine.Delivery.Lost(var why) ->
          throw line.unavailable(what + ": asked " + (RESTS.size() + 1) + " times: " + why);
    };
  }

  private JsonNode usable(String what, JsonNode json) {
    String said = ExplorerAnswer.said(json);
    if (json.has("status") && ExplorerAnswer.isLasting(said)) {
      throw line.unavailable(what + ": " + said);
    }
    return json;
  }

  /** Refusals that pass are as good as no answer; lasting ones are an answer. */
  private static ExplorerLine.Delivery settled(ExplorerLine.Delivery delivery) {
    return delivery instanceof ExplorerLine.Delivery.Body(var json)
            && json.has("status")
            && ExplorerAnswer.refusal(ExplorerAnswer.said(json))
                instanceof ExplorerAnswer.Later(var why)
        ? new ExplorerLine.Delivery.Lost(why)
        : delivery;
  }

  private ExplorerLine.Delivery delivery(Map<String, String> query) {
    places.acquireUninterruptibly();
    try {
      pace.await();
      return line.get(query);
    } finally {
      places.release();
    }
  }

  private SpoorException failed(ExplorerQuestion question, String why) {
    return line.unavailable(question + ": " + why);
  }

  /** The time of the machine. */
  private static final class MachineClock implements Pace.Clock {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void sleepUntil(long nanos) {
      try {
        Thread.sleep(Duration.ofNanos(Math.max(0, nanos - nanos())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SpoorException.unavailable("interrupted", e);
      }
    }
  }
}
