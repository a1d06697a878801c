package org.spoor.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON-RPC endpoint on the loopback that answers as told and fails as told. */
public final class StandInRpc implements AutoCloseable {

  /**
   * One request as it came.
   *
   * @param target path and query
   */
  public record Visit(String target, Optional<String> authorization, JsonNode body) {

    /** How many calls it held. */
    public int calls() {
      return body.isArray() ? body.size() : 1;
    }
  }

  /** Answers a request otherwise than it should be. */
  public interface Trick {

    /**
     * @param visit what was asked
     * @param answer what would be the right answer
     */
    void play(HttpExchange exchange, Visit visit, JsonNode answer) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Function<JsonNode, Reply> replies;
  private final Queue<Trick> next = new ConcurrentLinkedQueue<>();
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private volatile Trick otherwise = StandInRpc::right;

  private StandInRpc(Function<JsonNode, Reply> replies) throws IOException {
    this.replies = replies;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * @param replies to each call, which is given as it came
   */
  public static StandInRpc answering(Function<JsonNode, Reply> replies) {
    try {
      return new StandInRpc(replies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers each call with its own method and parameters. */
  public static StandInRpc echo() {
    return answering(call -> {
      ObjectNode result = Json.MAPPER.createObjectNode();
      result.set("method", call.path("method"));
      result.set("params", call.path("params"));
      return new Reply.Result(result);
    });
  }

  /** The requests to come, one trick each. */
  public StandInRpc then(Trick... tricks) {
    next.addAll(List.of(tricks));
    return this;
  }

  /** Every request for which no other trick is laid out. */
  public StandInRpc always(Trick trick) {
    otherwise = trick;
    return this;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Visit> visits() {
    return List.copyOf(visits);
  }

  public static void right(HttpExchange exchange, Visit visit, JsonNode answer) throws IOException {
    send(exchange, 200, text(answer));
  }

  public static Trick status(int status, String body) {
    return (exchange, visit, answer) -> send(exchange, status, body);
  }

  public static Trick text(String body) {
    return status(200, body);
  }

  public static Trick tooManyRequests(String retryAfter) {
    return (exchange, visit, answer) -> {
      exchange.getResponseHeaders().set("Retry-After", retryAfter);
      send(exchange, 429, "");
    };
  }

  /** Half of the answer, as if it were all. */
  public static void truncated(HttpExchange exchange, Visit visit, JsonNode answer)
      throws IOException {
    send(exchange, 200, text(answer).substring(0, text(answer).length() / 2));
  }

  /** Promises the answer, sends half of it and hangs up. */
  public static void dropped(HttpExchange exchange, Visit visit, JsonNode answer)
      throws IOException {
    byte[] bytes = text(answer).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  /** Says nothing for as long as the endpoint is up. */
  public Trick silent() {
    return (exchange, visit, answer) -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /** Sends the same for as long as somebody reads it. */
  public static Trick endless(char what) {
    return (exchange, visit, answer) -> {
      byte[] some = String.valueOf(what).repeat(8192).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, 0);
      try {
        while (true) {
          exchange.getResponseBody().write(some);
        }
      } catch (IOException e) {
        exchange.close();
      }
    };
  }

  /** Changes the right answer before it is sent. */
  public static Trick changed(Function<JsonNode, JsonNode> change) {
    return (exchange, visit, answer) -> send(exchange, 200, text(change.apply(answer.deepCopy())));
  }

  /** Refuses batches of more calls than that, as one error for them all. */
  public static Trick batchesUpTo(int most) {
    return (exchange, visit, answer) ->
        send(exchange, 200, visit.calls() > most ? error("batch limit exceeded") : text(answer));
  }

  public static String error(String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"%s\"}}"
        .formatted(message);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    Optional<String> authorization =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
    var visit = new Visit(exchange.getRequestURI().toString(), authorization, body);
    visits.add(visit);
    Optional.ofNullable(next.poll()).orElse(otherwise).play(exchange, visit, answer(body));
  }

  /** Batches are answered backwards: the order of replies means nothing. */
  private JsonNode answer(JsonNode body) {
    if (!body.isArray()) {
      return one(body);
    }
    ArrayNode all = Json.MAPPER.createArrayNode();
    body.values().forEach(call -> all.insert(0, one(call)));
    return all;
  }

  private JsonNode one(JsonNode call) {
    ObjectNode one = Json.MAPPER.createObjectNode();
    one.put("jsonrpc", "2.0");
    one.set("id", call.path("id"));
    switch (replies.apply(call)) {
      case Reply.Result(JsonNode value) -> one.set("result", value);
      case Reply.Refusal(int code, String message) ->
          one.putObject("error").put("code", code).put("message", message);
    }
    return one;
  }

  /** Unlike {@code toString}, of any depth. */
  private static String text(JsonNode answer) {
    return Json.MAPPER.writeValueAsString(answer);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
