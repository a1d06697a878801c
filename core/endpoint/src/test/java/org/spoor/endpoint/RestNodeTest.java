package org.spoor.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RestNodeTest {

  private static final int MOST_BYTES = 1_000;

  private final List<String> asked = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] body = answers.removeFirst().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private RestNode node() {
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    return new RestNode(
        Asking.endpoint(url), Asking.meter(), client, RestNodeTest::later, MOST_BYTES);
  }

  private static Optional<String> later(JsonNode answer) {
    return Optional.of(answer.path("busy").asString("")).filter(why -> !why.isEmpty());
  }

  private static Reply ask(Node node, String path) {
    return node.ask(List.of(new Call(path, List.of("7"), false))).getFirst();
  }

  @Test
  void ask_queryOfTheAddressItself_addsNothingToItsPath() {
    answers.add("x");
    ask(node(), "/?page={0}");
    assertThat(asked).containsExactly("/api?page=7");
  }

  @Test
  void ask_pathWithAQuery_standsBelowTheAddress() {
    answers.add("x");
    ask(node(), "/block/{0}?whole=1");
    assertThat(asked).containsExactly("/api/block/7?whole=1");
  }

  @Test
  void ask_answerThatComesLater_isAskedForAgain() {
    answers.addAll(List.of("{\"busy\":\"too many\"}", "{\"height\":3}"));
    var time = new StoodTime();
    Node node =
        new PatientNode("mine", node(), TokenBucket.even(10, time), time, Duration.ofSeconds(60));
    assertThat(ask(node, "/{0}")).isInstanceOf(Reply.Result.class);
    assertThat(time.slept()).isPositive();
  }

  @Test
  void ask_answerThatAlwaysComesLater_endsWithItsWords() {
    answers.add("{\"busy\":\"too many\"}");
    assertThatThrownBy(() -> ask(node(), "/{0}")).hasMessage("mine: /{0}: too many");
  }

  @Test
  void ask_moreThanIsTaken_isRefused() {
    answers.add("[" + " ".repeat(MOST_BYTES) + "]");
    assertThat(ask(node(), "/{0}"))
        .isEqualTo(
            new Reply.Refusal(
                RestNode.TOO_LARGE, "HTTP 200 with more than the 1000 bytes that are taken"));
  }
}
