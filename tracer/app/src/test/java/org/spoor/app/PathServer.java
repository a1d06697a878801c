package org.spoor.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback that has an answer to each of some paths. */
final class PathServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers;
  private final List<String> visits = new CopyOnWriteArrayList<>();

  private PathServer(Map<String, String> answers) throws IOException {
    this.answers = Map.copyOf(answers);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static PathServer of(Map<String, String> answers) {
    try {
      return new PathServer(answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> visits() {
    return List.copyOf(visits);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    visits.add(path);
    byte[] body = answers.getOrDefault(path, "Transaction not found").getBytes(UTF_8);
    exchange.sendResponseHeaders(answers.containsKey(path) ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
