package org.spoor.ethereum.anvil;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.spoor.kit.Traffic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A long and bad road to a node: requests arrive late, are counted, and go wrong on command. What
 * goes wrong on the road never reaches the node.
 */
public final class LatencyProxy implements AutoCloseable {

  /** What becomes of a request. */
  public enum Fault {
    /** The connection ends without an answer. */
    DROPPED,
    /** HTTP 429; it may be tried again after {@link #RETRY_AFTER}. */
    TOO_MANY,
    /** HTTP 503 with a page for people. */
    UNAVAILABLE,
    /** The connection ends in the middle of the answer. */
    CUT,
    /** The answer is complete as HTTP has it and half of its JSON. */
    TRUNCATED
  }

  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final JsonMapper JSON = JsonMapper.shared();

  static {
    // Else small answers wait for the acknowledgement of the one before.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final URI node;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, JsonNode> lies = new ConcurrentHashMap<>();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final Traffic traffic = new Traffic();
  private volatile Duration delay;

  private LatencyProxy(URI node, Duration delay) throws IOException {
    this.node = node;
    this.delay = delay;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static LatencyProxy before(URI node, Duration delay) {
    try {
      return new LatencyProxy(node, delay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** By how much every request arrives late from now on. */
  public void delay(Duration time) {
    delay = time;
  }

  /** What becomes of the next requests, after those of earlier commands. */
  public void fail(Fault fault, int requests) {
    for (int i = 0; i < requests; i++) {
      faults.add(fault);
    }
  }

  /** Whatever a method's result is, this string takes its place. */
  public void lie(String method, String result) {
    lies.put(method, StringNode.valueOf(result));
  }

  /** A method finds nothing any more, and does not say so. */
  public void findNothing(String method) {
    lies.put(method, JSON.createArrayNode());
  }

  /** Methods that begin so are unknown from now on. */
  public void forget(String... beginnings) {
    unknown.addAll(List.of(beginnings));
  }

  /** Methods that were forgotten are known again. */
  public void learn() {
    unknown.clear();
  }

  /** What has come over the road since it was opened or last counted anew. */
  public Traffic.Count count() {
    return traffic.count();
  }

  public void countAnew() {
    traffic.clear();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] question = exchange.getRequestBody().readAllBytes();
      Map<String, String> methods = methods(question);
      int place = traffic.begin(methods.values());
      try {
        Thread.sleep(delay);
        Fault fault = faults.poll();
        if (fault == null) {
          answer(exchange, ask(exchange, question, methods));
        } else {
          fail(fault, exchange, question, methods);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        traffic.end(place);
      }
    }
  }

  private void fail(
      Fault fault, HttpExchange exchange, byte[] question, Map<String, String> methods)
      throws IOException, InterruptedException {
    switch (fault) {
      case DROPPED -> {}
      case TOO_MANY -> {
        exchange.getResponseHeaders().set("Retry-After", "" + RETRY_AFTER.toSeconds());
        exchange.sendResponseHeaders(429, -1);
      }
      case UNAVAILABLE -> {
        exchange.sendResponseHeaders(503, 0);
        exchange.getResponseBody().write("<html>later</html>".getBytes(UTF_8));
      }
      case CUT -> {
        byte[] answer = ask(exchange, question, methods).body().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        OutputStream body = exchange.getResponseBody();
        body.write(answer, 0, answer.length / 2);
        body.flush();
      }
      case TRUNCATED -> {
        byte[] answer = ask(exchange, question, methods).body().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, answer.length / 2);
        exchange.getResponseBody().write(answer, 0, answer.length / 2);
      }
    }
  }

  private void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    traffic.answered(body.length);
  }

  private record Answer(int status, String body) {}

  private Answer ask(HttpExchange exchange, byte[] question, Map<String, String> methods)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
            .header("Content-Type", "application/json")
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(question))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    return new Answer(response.statusCode(), twist(response.body(), methods));
  }

  private String twist(String answer, Map<String, String> methods) {
    if (lies.isEmpty() && unknown.isEmpty()) {
      return answer;
    }
    JsonNode answers = JSON.readTree(answer);
    for (JsonNode one : answers.isArray() ? answers : List.of(answers)) {
      String method = methods.getOrDefault(one.path("id").toString(), "");
      if (unknown.stream().anyMatch(method::startsWith)) {
        ((ObjectNode) one).remove("result");
        ((ObjectNode) one)
            .putObject("error")
            .put("code", -32601)
            .put("message", "the method " + method + " does not exist");
      }
      JsonNode lie = lies.get(method);
      if (lie != null) {
        ((ObjectNode) one).set("result", lie);
      }
    }
    return JSON.writeValueAsString(answers);
  }

  /** The calls of a request, by id. */
  private static Map<String, String> methods(byte[] question) {
    Map<String, String> methods = new HashMap<>();
    if (question.length > 0) {
      JsonNode calls = JSON.readTree(question);
      for (JsonNode call : calls.isArray() ? calls : List.of(calls)) {
        methods.put(call.path("id").toString(), call.path("method").asString());
      }
    }
    return methods;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    http.close();
  }
}
