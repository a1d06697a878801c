package org.spoor.ethereum.explorer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;

/** An explorer on this machine that lists what tests put into it. */
final class StandInExplorer implements AutoCloseable {

  static final String KEY = "SECRETKEY";
  static final Address ANN = new Address(Chain.ETHEREUM, "0x" + "a".repeat(40));

  private record Row(ExplorerList list, long block, int number) {}

  private static final Comparator<Row> LATEST_FIRST =
      Comparator.comparingLong(Row::block).reversed();

  private final HttpServer server;
  private final List<Row> rows = new ArrayList<>();
  private final Deque<String> firstAnswers = new ArrayDeque<>();
  private final List<Map<String, String>> asked = new ArrayList<>();
  private final int mostRows;
  private int status = 200;
  private int window = Integer.MAX_VALUE;
  private final Set<String> unknown = new HashSet<>();

  /**
   * @param mostRows listed at once, whatever is asked for
   */
  StandInExplorer(int mostRows) {
    this.mostRows = mostRows;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Lists {@code count} rows of a block, each of a transaction of its own. */
  StandInExplorer holds(ExplorerList list, long block, int count) {
    for (int i = 0; i < count; i++) {
      rows.add(new Row(list, block, i));
    }
    return this;
  }

  /** Gives these answers before it begins to list. */
  StandInExplorer saysFirst(String... answers) {
    firstAnswers.addAll(List.of(answers));
    return this;
  }

  StandInExplorer answersWith(int httpStatus) {
    status = httpStatus;
    return this;
  }

  /** Refuses pages that reach further than this many rows. */
  StandInExplorer counts(int rowsAtMost) {
    window = rowsAtMost;
    return this;
  }

  /** Has no lists that are called so. */
  StandInExplorer lacks(String action) {
    unknown.add(action);
    return this;
  }

  /** A client that has little patience. */
  ExplorerClient client(Endpoint.KeyPlace place) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/api");
    return ExplorerClient.of(
            new Endpoint("stand-in", url, Optional.of(KEY), place, 1_000),
            Meter.of(Budget.of(OptionalLong.empty())))
        .within(Duration.ofSeconds(1));
  }

  /** Of which nothing is kept. */
  ExplorerPages pages(Endpoint.KeyPlace place) {
    ExplorerClient client = client(place);
    return new ExplorerPages(client, new RefusingNode(client.server()), 0);
  }

  synchronized List<Map<String, String>> asked() {
    return List.copyOf(asked);
  }

  /** For these lists, in the order in which they came. */
  List<Map<String, String>> asked(ExplorerList list) {
    return asked().stream().filter(query -> isOf(list, query)).toList();
  }

  static String hash(long block, int number) {
    return "0x%032x%032x".formatted(block, number);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange);
    asked.add(query);
    String text = firstAnswers.isEmpty() ? list(query) : firstAnswers.removeFirst();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    query.put("path", exchange.getRequestURI().getPath());
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .ifPresent(header -> query.put("authorization", header));
    return query;
  }

  private String list(Map<String, String> query) {
    if (unknown.contains(query.getOrDefault("action", ""))) {
      return refusal("Error! Missing Or invalid Action name");
    }
    if (number(query, "page") * number(query, "offset") > window) {
      return refusal("Result window is too large, PageNo x Offset size");
    }
    int size = Math.min(mostRows, number(query, "offset"));
    boolean latestFirst = query.containsKey("blocktype");
    List<String> page =
        (latestFirst ? rows.stream().sorted(LATEST_FIRST) : rows.stream())
            .filter(row -> isOf(row.list(), query))
            .filter(row -> latestFirst || row.block() >= number(query, "startblock"))
            .filter(row -> latestFirst || row.block() <= number(query, "endblock"))
            .skip((long) (number(query, "page") - 1) * size)
            .limit(size)
            .map(StandInExplorer::json)
            .toList();
    return page.isEmpty()
        ? "{\"status\":\"0\",\"message\":\"No transactions found\",\"result\":[]}"
        : "{\"status\":\"1\",\"message\":\"OK\",\"result\":[" + String.join(",", page) + "]}";
  }

  private static boolean isOf(ExplorerList list, Map<String, String> query) {
    return list.action().equals(query.get("action"))
        && list.blockType().equals(Optional.ofNullable(query.get("blocktype")));
  }

  private static String refusal(String why) {
    return "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"" + why + "\"}";
  }

  private static int number(Map<String, String> query, String name) {
    return Integer.parseInt(query.getOrDefault(name, ""));
  }

  private static String json(Row row) {
    return switch (row.list()) {
      case TRANSACTIONS, INTERNAL, TOKENS ->
          """
          {"blockNumber":"%d","hash":"%s","from":"%s","to":"%s","contractAddress":"%s","value":"1"}
          """
              .formatted(row.block(), hash(row.block(), row.number()), ANN, ANN, ANN);
      case WITHDRAWALS ->
          """
          {"blockNumber":"%d","withdrawalIndex":"7","validatorIndex":"8","address":"%s","amount":"9"}
          """
              .formatted(row.block(), ANN);
      case BLOCKS, UNCLES ->
          """
          {"blockNumber":"%d","timeStamp":"1491118514","blockReward":"5194770940000000000"}
          """
              .formatted(row.block());
    };
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
