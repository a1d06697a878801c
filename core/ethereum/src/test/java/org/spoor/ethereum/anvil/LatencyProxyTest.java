package org.spoor.ethereum.anvil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.spoor.kit.Traffic;

/** Against a node that gives every question back as its answer. */
final class LatencyProxyTest {

  private static final String CALL = "{\"id\":1,\"method\":\"eth_chainId\"}";
  private static final String BATCH =
      "[{\"id\":1,\"method\":\"eth_chainId\"},{\"id\":2,\"method\":\"eth_getBalance\"}]";

  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer echo;
  private LatencyProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    echo.start();
    URI node = URI.create("http://127.0.0.1:" + echo.getAddress().getPort());
    proxy = LatencyProxy.before(node, Duration.ZERO);
  }

  @AfterEach
  void stop() {
    proxy.close();
    echo.stop(0);
  }

  @Test
  void count_aCallAndABatch_countsRequestsCallsAndBytes() throws Exception {
    assertThat(ask(CALL).body()).isEqualTo(CALL);
    assertThat(ask(BATCH).body()).isEqualTo(BATCH);

    assertThat(proxy.count())
        .isEqualTo(
            new Traffic.Count(
                2,
                3,
                CALL.length() + BATCH.length(),
                2,
                Map.of("eth_chainId", 2L, "eth_getBalance", 1L)));
  }

  @Test
  void count_overlappingRequests_areOneInSequence() {
    Traffic traffic = new Traffic();
    int first = traffic.begin(List.of());
    int second = traffic.begin(List.of());
    traffic.end(second);
    int third = traffic.begin(List.of());
    traffic.end(first);
    assertThat(traffic.count().inSequence()).isOne();

    traffic.end(third);
    assertThat(traffic.count().inSequence()).isEqualTo(2);
  }

  @Test
  void countAnew_afterRequests_countsFromNothing() throws Exception {
    ask(CALL);
    proxy.countAnew();
    assertThat(proxy.count()).isEqualTo(new Traffic.Count(0, 0, 0, 0, Map.of()));
  }

  @Test
  void fail_tooMany_isAnsweredOnceWithWhenToComeBack() throws Exception {
    proxy.fail(LatencyProxy.Fault.TOO_MANY, 1);

    HttpResponse<String> first = ask(CALL);
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("1");
    assertThat(ask(CALL).statusCode()).isEqualTo(200);
  }

  @Test
  void fail_unavailable_isNoJson() throws Exception {
    proxy.fail(LatencyProxy.Fault.UNAVAILABLE, 1);
    HttpResponse<String> answer = ask(CALL);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("<html>");
  }

  @Test
  void fail_droppedOrCut_breaksTheConnection() throws Exception {
    proxy.fail(LatencyProxy.Fault.DROPPED, 1);
    assertThatThrownBy(() -> ask(CALL)).isInstanceOf(IOException.class);
    proxy.fail(LatencyProxy.Fault.CUT, 1);
    assertThatThrownBy(() -> ask(CALL)).isInstanceOf(IOException.class);
    assertThat(ask(CALL).body()).isEqualTo(CALL);
  }

  @Test
  void fail_truncated_isHalfOfTheJson() throws Exception {
    proxy.fail(LatencyProxy.Fault.TRUNCATED, 1);
    HttpResponse<String> answer = ask(CALL);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(CALL.substring(0, CALL.length() / 2));
  }

  @Test
  void lie_inABatch_twistsThatMethodAlone() throws Exception {
    proxy.lie("eth_getBalance", "0x1");
    assertThat(ask(BATCH).body())
        .isEqualTo(BATCH.replace("\"eth_getBalance\"", "\"eth_getBalance\",\"result\":\"0x1\""));
  }

  private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
    return http.send(request(body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(proxy.url())
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
