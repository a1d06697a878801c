package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Reply;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class HttpNodeTest extends AskedOverHttp {

  @Test
  void ask_batchAnsweredBackwards_repliesInOrderOfCalls() {
    List<Reply> replies = node().ask(Asking.calls(7));
    assertThat(replies).extracting(Asking::number).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(endpoint.visits()).hasSize(1);
  }

  @Test
  void ask_oneCall_sendsNoBatch() {
    node().ask(Asking.calls(1));
    assertThat(endpoint.visits().getFirst().body().isObject()).isTrue();
  }

  @Test
  void ask_noCalls_sendsNothing() {
    assertThat(node().ask(List.of())).isEmpty();
    assertThat(endpoint.visits()).isEmpty();
  }

  @Test
  void ask_moreThanABatch_splitsAndKeepsOrder() {
    List<Reply> replies = node().ask(Asking.calls(250));
    assertThat(replies)
        .extracting(Asking::number)
        .containsExactlyElementsOf(IntStream.range(0, 250).boxed().toList());
    assertThat(endpoint.visits())
        .extracting(StandInRpc.Visit::calls)
        .containsExactlyInAnyOrder(100, 100, 50);
    assertThat(meter.usage().calls()).isEqualTo(250);
    assertThat(meter.usage().roundTrips()).isEqualTo(3);
    assertThat(meter.usage().bytes()).isGreaterThan(250 * 50);
  }

  @Test
  void ask_refusalOfOneCall_isAValue() {
    try (var refusing =
        StandInRpc.answering(call ->
            call.path("params").path(0).stringValue().equals("0x1")
                ? new StandInRpc.Answer.Refusal(-32601, "the method\ndoes not exist")
                : new StandInRpc.Answer.Result(call.path("params")))) {
      List<Reply> replies = node(Asking.endpoint(refusing.url())).ask(Asking.calls(3));
      assertThat(replies.get(1)).isEqualTo(new Reply.Refusal(-32601, "the method does not exist"));
      assertThat(replies.get(2)).isInstanceOf(Reply.Result.class);
    }
  }

  @Test
  void ask_nullResult_isAResult() {
    try (var knowsNothing =
        StandInRpc.answering(_ -> new StandInRpc.Answer.Result(Json.MAPPER.nullNode()))) {
      Reply reply = node(Asking.endpoint(knowsNothing.url())).ask(Asking.calls(1)).getFirst();
      assertThat(Asking.value(reply).isNull()).isTrue();
    }
  }

  @Test
  void ask_endpointTakesSmallBatchesOnly_learnsTheSize() {
    endpoint.always(StandInRpc.batchesUpTo(30));
    HttpNode node = node();
    assertThat(node.ask(Asking.calls(100)))
        .extracting(Asking::number)
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    int before = endpoint.visits().size();
    node.ask(Asking.calls(25));
    assertThat(endpoint.visits()).hasSize(before + 1);
  }

  @Test
  void ask_endpointTakesNoBatches_asksOneByOneFromThenOn() {
    endpoint.always(StandInRpc.batchesUpTo(1));
    HttpNode node = node();
    assertThat(node.ask(Asking.calls(5))).hasSize(5);
    int before = endpoint.visits().size();
    assertThat(node.ask(Asking.calls(5))).hasSize(5);
    assertThat(endpoint.visits().subList(before, endpoint.visits().size()))
        .extracting(StandInRpc.Visit::calls)
        .containsExactly(1, 1, 1, 1, 1);
  }

  @Test
  void ask_batchRefusedAsArrayOfOneError_asksHalves() {
    endpoint.then(
        StandInRpc.changed(answer -> {
          ((ArrayNode) answer).removeAll().add(Json.MAPPER.readTree(StandInRpc.error("no")));
          return answer;
        }));
    assertThat(node().ask(Asking.calls(6))).extracting(Asking::number).hasSize(6);
    assertThat(endpoint.visits())
        .extracting(StandInRpc.Visit::calls)
        .containsExactlyInAnyOrder(6, 3, 3);
  }

  @Test
  void ask_someResponsesTooLargeForTheBatch_asksThoseAgainAlone() {
    endpoint.then(
        StandInRpc.changed(answer -> {
          for (int i = 0; i < 2; i++) {
            ObjectNode reply = (ObjectNode) answer.get(i);
            reply.remove("result");
            reply.putObject("error").put("code", -32003).put("message", "response too large");
          }
          return answer;
        }));
    assertThat(node().ask(Asking.calls(4))).extracting(Asking::number).containsExactly(0, 1, 2, 3);
    assertThat(endpoint.visits()).extracting(StandInRpc.Visit::calls).containsExactly(4, 2);
  }

  @Test
  void ask_http413ToABatch_asksHalves() {
    endpoint.then(StandInRpc.status(413, "too much"));
    assertThat(node().ask(Asking.calls(6))).hasSize(6);
    assertThat(endpoint.visits()).hasSize(3);
  }

  @Test
  void ask_connectionDroppedHalfWay_isUnavailable() {
    endpoint.always(StandInRpc::dropped);
    SpoorException failure = failure(3);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessageStartingWith("mine: eth_getStorageAt: connection lost: ");
    assertThat(endpoint.visits()).hasSize(1);
  }

  @Test
  void ask_noAnswerInTime_isUnavailable() {
    endpoint.always(endpoint.silent());
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofMillis(50)).build();
    var node = new HttpNode(Asking.endpoint(endpoint.url()), meter, client, 100, MOST_BYTES);
    SpoorException failure =
        catchThrowableOfType(SpoorException.class, () -> node.ask(Asking.calls(1)));
    assertThat(failure).hasMessage("mine: eth_getStorageAt: no answer in time");
  }

  @Test
  void ask_nobodyListens_isUnavailable() {
    endpoint.close();
    assertThat(failure(1)).hasMessage("mine: eth_getStorageAt: no connection to 127.0.0.1");
  }

  @Test
  void ask_statusWithoutAnswer_namesTheStatus() {
    endpoint.always(StandInRpc.status(500, "<html>oops"));
    assertThat(failure(1).kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure(1))
        .hasMessageStartingWith("mine: eth_getStorageAt: HTTP 500: expected JSON");
  }

  @Test
  void ask_statusWithAnAnswer_takesTheAnswer() {
    endpoint.always(StandInRpc.status(400, StandInRpc.error("query returned too many results")));
    assertThat(node().ask(Asking.calls(1)))
        .containsExactly(new Reply.Refusal(-32600, "query returned too many results"));
  }

  @Test
  void ask_callTreeAsDeepAsTheChainAllows_isRead() {
    String deep = "{\"calls\":[".repeat(1024) + "]}".repeat(1024);
    try (var tracing =
        StandInRpc.answering(_ -> new StandInRpc.Answer.Result(Json.MAPPER.readTree(deep)))) {
      JsonNode value =
          Asking.value(node(Asking.endpoint(tracing.url())).ask(Asking.calls(1)).getFirst());
      assertThat(Json.MAPPER.writeValueAsString(value)).isEqualTo(deep);
    }
  }

  @Test
  void ask_overTheBudget_nothingGoesOut() {
    var scarce = Meter.of(Budget.of(OptionalLong.of(5)));
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    var node = new HttpNode(Asking.endpoint(endpoint.url()), scarce, client, 100, MOST_BYTES);
    node.ask(Asking.calls(4));
    SpoorException failure =
        catchThrowableOfType(SpoorException.class, () -> node.ask(Asking.calls(2)));
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure).hasMessage("the budget of 5 calls was spent: 4 made, 2 more wanted");
    assertThat(endpoint.visits()).hasSize(1);
    assertThatThrownBy(() -> node.ask(Asking.calls(1))).hasMessageContaining("was spent");
    assertThat(endpoint.visits()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void ask_withAKey_sendsItWhereItBelongsAndShowsItNowhere(Endpoint.KeyPlace place) {
    endpoint.then(
        StandInRpc::right,
        (exchange, visit, answer) ->
            StandInRpc.status(403, "no such key: s3cret").play(exchange, visit, answer),
        StandInRpc.text("no such key: s3cret"),
        StandInRpc.text(StandInRpc.error("no such key: s3cret")));
    var where =
        new Endpoint("mine", URI.create(endpoint.url() + "/v2/"), Optional.of("s3cret"), place, 10);
    HttpNode node = node(where);
    node.ask(Asking.calls(1));
    StandInRpc.Visit visit = endpoint.visits().getFirst();
    assertThat(visit.target() + visit.authorization().map(" "::concat).orElse(""))
        .isEqualTo(
            Map.of(
                    Endpoint.KeyPlace.PATH, "/v2/s3cret",
                    Endpoint.KeyPlace.QUERY, "/v2/?apikey=s3cret",
                    Endpoint.KeyPlace.BEARER, "/v2/ Bearer s3cret",
                    Endpoint.KeyPlace.BASIC, "/v2/ Basic czNjcmV0")
                .get(place));
    for (int i = 0; i < 2; i++) {
      SpoorException failure =
          catchThrowableOfType(SpoorException.class, () -> node.ask(Asking.calls(1)));
      assertThat(failure.getMessage()).contains("no such key: KEY").doesNotContain("s3cret");
    }
    assertThat(node.ask(Asking.calls(1)).toString()).contains("KEY").doesNotContain("s3cret");
  }

  @Test
  void ask_userAndPassword_showsNeitherPasswordNorHeader() {
    endpoint.always((exchange, visit, answer) ->
        StandInRpc.status(401, "s3cret of " + visit.authorization().orElse("nobody"))
            .play(exchange, visit, answer));
    var where =
        new Endpoint("mine", endpoint.url(), Optional.of("me:s3cret"), Endpoint.KeyPlace.BASIC, 10);
    SpoorException failure =
        catchThrowableOfType(SpoorException.class, () -> node(where).ask(Asking.calls(1)));
    assertThat(failure).hasMessage("mine: eth_getStorageAt: HTTP 401: KEY of Basic KEY");
  }
}
