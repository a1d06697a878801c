package org.spoor.endpoint.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Reply;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

class RestNodeTest {

  private static final int MOST_BYTES = 100_000;

  private final StandInRpc server = StandInRpc.echo();
  private final Meter meter = Asking.meter();
  private final StoodTime time = new StoodTime();

  @AfterEach
  void close() {
    server.close();
  }

  private static Call thing(Object... params) {
    return new Call("/thing/{0}", List.of(params), true);
  }

  private RestNode node() {
    return node(Asking.endpoint(server.url()), Duration.ofSeconds(10));
  }

  private RestNode node(Endpoint where, Duration read) {
    var client = HttpNode.client(Duration.ofSeconds(10), read).build();
    return new RestNode(where, meter, client, RestNodeTest::later, MOST_BYTES);
  }

  private static Optional<String> later(JsonNode answer) {
    return Optional.of(answer.path("busy").asString("")).filter(why -> !why.isEmpty());
  }

  private Reply reply() {
    return node().ask(List.of(thing("7"))).getFirst();
  }

  private SpoorException failure() {
    return catchThrowableOfType(SpoorException.class, this::reply);
  }

  private static StandInRpc.Trick typed(String type, byte[] body) {
    return (exchange, visit, answer) -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    };
  }

  @Test
  void ask_aPath_isWhatIsAskedFor() {
    server.always(StandInRpc.text("8"));
    node()
        .ask(
            List.of(
                new Call("/a/{0}/b/{1}", List.of("x", "1"), true),
                new Call("/many?ids={0}", List.of("x,y"), true),
                thing("z", "notsent")));
    assertThat(server.visits())
        .extracting(StandInRpc.Visit::target)
        .containsExactlyInAnyOrder("/a/x/b/1", "/many?ids=x,y", "/thing/z");
    assertThat(meter.usage().calls()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../keys", "a/b", "a?b", "", "a b", "%2e", "a&b=c"})
  void ask_parameterThatIsMoreThanAName_isNotSent(String parameter) {
    assertThatThrownBy(() -> node().ask(List.of(thing(parameter))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.visits()).isEmpty();
  }

  @Test
  void ask_manyCalls_areAnsweredInTheirOrder() {
    server.always((exchange, visit, answer) ->
        StandInRpc.text(visit.target().substring("/thing/".length()))
            .play(exchange, visit, answer));
    List<Call> calls = IntStream.range(0, 200).mapToObj(i -> thing(Integer.toString(i))).toList();
    assertThat(node().ask(calls))
        .extracting(reply -> Integer.parseInt(Asking.value(reply).stringValue()))
        .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
  }

  @Test
  void ask_noCalls_sendsNothing() {
    assertThat(node().ask(List.of())).isEmpty();
    assertThat(server.visits()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"840000 | \"840000\"", "' 00ff\n' | \"00ff\"", "{\"a\":1} | {\"a\":1}", "[] | []"})
  void ask_textOrJson_isReadAsWhatItIs(String body, String value) {
    server.always(StandInRpc.text(body));
    assertThat(Json.MAPPER.writeValueAsString(Asking.value(reply()))).isEqualTo(value);
  }

  @Test
  void ask_bytes_areHexadecimal() {
    server.always(typed("application/octet-stream", new byte[] {1, 0, (byte) 0xff}));
    assertThat(Asking.value(reply()).stringValue()).isEqualTo("0100ff");
  }

  @ParameterizedTest
  @CsvSource({"400, Invalid hex string", "404, Transaction not found", "405, ''", "410, gone"})
  void ask_whatIsNotThere_isRefused(int status, String words) {
    server.always(StandInRpc.status(status, words));
    assertThat(reply()).isEqualTo(new Reply.Refusal(status, words));
    assertThat(server.visits()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Endpoint.KeyPlace.class,
      names = {"PATH", "QUERY"})
  void ask_keyThatIsEncodedOnItsWay_isNotShown(Endpoint.KeyPlace place) {
    server.always((exchange, visit, answer) ->
        StandInRpc.status(403, "nothing at " + visit.target()).play(exchange, visit, answer));
    var where = new Endpoint("mine", server.url(), Optional.of("s3c/r+t=="), place, 10);

    SpoorException failure =
        catchThrowableOfType(
            SpoorException.class,
            () -> node(where, Duration.ofSeconds(10)).ask(List.of(thing("7"))));
    assertThat(failure.getMessage()).contains("nothing at /", "KEY").doesNotContain("s3c");
  }

  /** What is told of a long answer ends somewhere, which may be within the key. */
  @ParameterizedTest
  @ValueSource(ints = {180, 210, 225, 235})
  void ask_keyWhereAnExcerptEnds_isNotShown(int before) {
    String key = "0123456789abcdefghijklmnopqrstuv";
    byte[] page = ("x".repeat(before) + key + " is no key").getBytes(UTF_8);
    server.always(typed("text/html", page));
    var where = new Endpoint("mine", server.url(), Optional.of(key), Endpoint.KeyPlace.QUERY, 10);

    SpoorException failure =
        catchThrowableOfType(
            SpoorException.class,
            () -> node(where, Duration.ofSeconds(10)).ask(List.of(thing("7"))));
    assertThat(failure.getMessage()).contains("xxx").doesNotContain("0123");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 422})
  void ask_statusThatStays_isToldAtOnce(int status) {
    server.always(StandInRpc.status(status, "no"));
    assertThat(catchThrowableOfType(SpoorException.class, () -> patient().ask(List.of(thing("7")))))
        .hasMessage("mine: /thing/{0}: HTTP " + status + ": no");
    assertThat(server.visits()).hasSize(1);
  }

  private PatientNode patient() {
    return new PatientNode(
        "mine", node(), TokenBucket.even(1000, time), time, Duration.ofSeconds(60));
  }

  @Test
  void ask_patiently_failuresThatPassAreAskedAgain() {
    server
        .then(
            StandInRpc.status(500, "oops"),
            StandInRpc.status(503, ""),
            StandInRpc::dropped,
            StandInRpc::truncated)
        .always(StandInRpc.text("8"));
    assertThat(Asking.value(patient().ask(List.of(thing("7"))).getFirst()).stringValue())
        .isEqualTo("8");
    // Three quarters of 250, 500, 1000 and 2000 ms: half, and half of the other half.
    assertThat(time.slept()).isEqualTo(Duration.ofNanos(2_812_500_000L));
  }

  @Test
  void ask_patiently_waitsAsLongAsTheServerSays() {
    server.then(StandInRpc.tooManyRequests("7")).always(StandInRpc.text("8"));
    assertThat(patient().ask(List.of(thing("7")))).hasSize(1);
    assertThat(time.slept()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
  }

  @Test
  void ask_patiently_ofSeveralTheFailedAloneIsAskedAgain() {
    server.then(StandInRpc.status(502, "")).always(StandInRpc.text("8"));
    assertThat(patient().ask(List.of(thing("1"), thing("2"), thing("3")))).hasSize(3);
    assertThat(server.visits()).hasSize(4);
  }

  @Test
  void ask_connectionDroppedHalfWay_isUnavailable() {
    server.always(StandInRpc::dropped);
    assertThat(failure().kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure()).hasMessageStartingWith("mine: /thing/{0}: connection lost: ");
  }

  @Test
  void ask_halfOfTheJson_isUnavailable() {
    server.always(StandInRpc::truncated);
    assertThat(failure().kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure()).hasMessageStartingWith("mine: /thing/{0}: expected JSON, got ");
  }

  @Test
  void ask_jsonThatNestsWithoutEnd_isUnavailable() {
    server.always(StandInRpc.text("[".repeat(90_000)));
    assertThat(failure())
        .hasMessageStartingWith("mine: /thing/{0}: expected JSON, got 90000 bytes");
  }

  @Test
  void ask_pageForPeople_isNoAnswer() {
    server.always(typed("text/html; charset=utf-8", "<html>Log in\n first".getBytes(UTF_8)));
    assertThat(failure().kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure())
        .hasMessage("mine: /thing/{0}: expected an answer, got a page: <html>Log in first");
  }

  @ParameterizedTest
  @ValueSource(chars = {'a', ' ', '['})
  void ask_endlessBody_isNotReadToItsEnd(char what) {
    server.always(StandInRpc.endless(what));
    assertThat(reply())
        .isEqualTo(
            new Reply.Refusal(
                RestNode.TOO_LARGE, "HTTP 200 with more than the 100000 bytes that are taken"));
    assertThat(meter.usage().bytes()).isLessThan(2 * MOST_BYTES);
  }

  @Test
  void ask_answerThatComesLater_isAskedForAgain() {
    server.then(StandInRpc.text("{\"busy\":\"too many\"}")).always(StandInRpc.text("8"));
    assertThat(patient().ask(List.of(thing("7"))).getFirst()).isInstanceOf(Reply.Result.class);
    assertThat(time.slept()).isPositive();
  }

  @Test
  void ask_answerThatAlwaysComesLater_endsWithItsWords() {
    server.always(StandInRpc.text("{\"busy\":\"too many\"}"));
    assertThat(failure()).hasMessage("mine: /thing/{0}: too many");
  }

  @Test
  void ask_queryOfTheAddressItself_addsNothingToItsPath() {
    server.always(StandInRpc.text("8"));
    var below =
        new Endpoint(
            "mine",
            URI.create(server.url() + "/api"),
            Optional.empty(),
            Endpoint.KeyPlace.QUERY,
            10);
    RestNode node = node(below, Duration.ofSeconds(10));
    node.ask(List.of(new Call("/?page={0}", List.of("7"), false)));
    node.ask(List.of(new Call("/block/{0}?whole=1", List.of("7"), false)));
    assertThat(server.visits())
        .extracting(StandInRpc.Visit::target)
        .containsExactly("/api?page=7", "/api/block/7?whole=1");
  }

  @Test
  void ask_noAnswerInTime_isUnavailable() {
    server.always(server.silent());
    RestNode hasty = node(Asking.endpoint(server.url()), Duration.ofMillis(50));
    assertThat(catchThrowableOfType(SpoorException.class, () -> hasty.ask(List.of(thing("7")))))
        .hasMessage("mine: /thing/{0}: no answer in time");
  }

  @Test
  void ask_nobodyListens_isUnavailable() {
    server.close();
    assertThat(failure()).hasMessage("mine: /thing/{0}: no connection to 127.0.0.1");
  }

  @Test
  void ask_redirectedElsewhere_isNotFollowed() {
    server.always(StandInRpc.status(302, ""));
    assertThat(failure())
        .hasMessage("mine: /thing/{0}: HTTP 302: elsewhere, which is not followed");
    assertThat(server.visits()).hasSize(1);
  }

  @Test
  void ask_overTheBudget_nothingMoreGoesOut() {
    server.always(StandInRpc.text("8"));
    var scarce = Meter.of(Budget.of(OptionalLong.of(1)));
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    RestNode node =
        new RestNode(
            Asking.endpoint(server.url()), scarce, client, RestNodeTest::later, MOST_BYTES);
    node.ask(List.of(thing("1")));
    assertThatThrownBy(() -> node.ask(List.of(thing("2"))))
        .hasMessage("the budget of 1 call was spent: 1 made, 1 more wanted");
    assertThat(server.visits()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void ask_withAKey_sendsItWhereItBelongsAndShowsItNowhere(Endpoint.KeyPlace place) {
    server.then(
        StandInRpc.text("8"),
        StandInRpc.status(403, "no such key: s3cret"),
        StandInRpc.status(500, "no such key: s3cret"),
        typed("text/html", "no such key: s3cret".getBytes(UTF_8)),
        StandInRpc.text("[no such key: s3cret"),
        StandInRpc.status(404, "no such key: s3cret"));
    var where =
        new Endpoint("mine", URI.create(server.url() + "/api/"), Optional.of("s3cret"), place, 10);
    RestNode node = node(where, Duration.ofSeconds(10));
    node.ask(List.of(thing("7")));
    StandInRpc.Visit visit = server.visits().getFirst();
    assertThat(visit.target() + visit.authorization().map(" "::concat).orElse(""))
        .isEqualTo(
            Map.of(
                    Endpoint.KeyPlace.PATH, "/api/s3cret/thing/7",
                    Endpoint.KeyPlace.QUERY, "/api/thing/7?apikey=s3cret",
                    Endpoint.KeyPlace.BEARER, "/api/thing/7 Bearer s3cret",
                    Endpoint.KeyPlace.BASIC, "/api/thing/7 Basic czNjcmV0")
                .get(place));
    for (int i = 0; i < 4; i++) {
      SpoorException failure =
          catchThrowableOfType(SpoorException.class, () -> node.ask(List.of(thing("7"))));
      assertThat(failure.getMessage()).contains("no such key: KEY").doesNotContain("s3cret");
    }
    assertThat(node.ask(List.of(thing("7"))))
        .containsExactly(new Reply.Refusal(404, "no such key: KEY"));
  }
}
