package org.spoor.ethereum.explorer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.spoor.ethereum.rpc.Endpoint;
import org.spoor.ethereum.rpc.Meter;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;

/**
 * Asks an explorer for lists: Etherscan's version 2, which serves many chains, or Blockscout.
 *
 * <p>No more goes out per second than the endpoint allows. An explorer that is busy or out of reach
 * is asked again after a second, then two, four and eight.
 */
public final class ExplorerClient {

  /** The most that explorers list at once. */
  static final int MOST_ROWS = 10_000;

  private static final String MAIN_NETWORK = "1";
  private static final List<Duration> RESTS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  private final Endpoint endpoint;
  private final ExplorerLine line;
  private final Pace pace;

  ExplorerClient(Endpoint endpoint, Meter meter, OkHttpClient client, Pace.Clock clock) {
    this.endpoint = endpoint;
    this.line = new ExplorerLine(endpoint, client, meter);
    this.pace = new Pace(endpoint.callsPerSecond(), clock);
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
   * One page of a list, in order of blocks.
   *
   * @param page from 1
   * @throws SpoorException UNAVAILABLE if the explorer refuses or stays out of reach;
   *     MALFORMED_DATA if what it sends is no such list
   */
  List<ExplorerRow> page(ExplorerList list, Address address, Span span, int page) {
    Map<String, String> query = query(list, address, span, page);
    String why = "";
    for (int attempt = 0; attempt <= RESTS.size(); attempt++) {
      if (attempt > 0) {
        pace.rest(RESTS.get(attempt - 1));
      }
      pace.await();
      switch (ask(list, query)) {
        case ExplorerAnswer.Rows(var rows) -> {
          return rows;
        }
        case ExplorerAnswer.TooOften(var said) -> why = said;
        case ExplorerAnswer.Refusal(var said) -> throw failed(list, address, said);
      }
    }
    throw failed(list, address, "asked " + (RESTS.size() + 1) + " times: " + why);
  }

  private ExplorerAnswer ask(ExplorerList list, Map<String, String> query) {
    return switch (line.get(query)) {
      case ExplorerLine.Delivery.Body(var json) -> ExplorerAnswer.of(list, json);
      case ExplorerLine.Delivery.Lost(var what) -> new ExplorerAnswer.TooOften(what);
    };
  }

  private SpoorException failed(ExplorerList list, Address address, String why) {
    return line.unavailable(list.action() + " of " + address + ": " + why);
  }

  private static Map<String, String> query(
      ExplorerList list, Address address, Span span, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("chainid", MAIN_NETWORK);
    query.put("module", "account");
    query.put("action", list.action());
    query.put("address", address.text());
    query.put("startblock", Long.toString(span.from()));
    query.put("endblock", Long.toString(span.to()));
    query.put("page", Integer.toString(page));
    query.put("offset", Integer.toString(MOST_ROWS));
    query.put("sort", "asc");
    return query;
  }

  /** The time of the machine. */
  private static final class MachineClock implements Pace.Clock {

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration time) {
      try {
        Thread.sleep(time);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw SpoorException.unavailable("interrupted", e);
      }
    }
  }
}
