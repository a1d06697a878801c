package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.node.ObjectNode;

class PatientNodeTest {

  private final StandInRpc endpoint = StandInRpc.echo();
  private final StoodTime time = new StoodTime();

  @AfterEach
  void close() {
    endpoint.close();
  }

  private PatientNode node(int callsPerSecond) {
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    var http =
        new HttpNode(Asking.endpoint(endpoint.url()), Asking.meter(), client, 100, 1_000_000);
    return new PatientNode(
        "mine", http, TokenBucket.full(callsPerSecond, time), time, Duration.ofSeconds(60));
  }

  private SpoorException failure(int calls) {
    return catchThrowableOfType(SpoorException.class, () -> node(1000).ask(Asking.calls(calls)));
  }

  private List<Integer> visits() {
    return endpoint.visits().stream().map(StandInRpc.Visit::calls).toList();
  }

  @Test
  void ask_allWell_takesNoTime() {
    assertThat(node(1000).ask(Asking.calls(5))).hasSize(5);
    assertThat(time.slept()).isZero();
  }

  @Test
  void ask_moreThanTheRate_isSpreadOverTime() {
    assertThat(node(10).ask(Asking.calls(35)))
        .extracting(Asking::number)
        .containsExactlyElementsOf(IntStream.range(0, 35).boxed().toList());
    assertThat(visits()).containsExactly(10, 10, 10, 5);
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(2500));
  }

  @Test
  void ask_tooManyRequestsWithRetryAfter_waitsThatLongAndSlowsDown() {
    endpoint.then(StandInRpc.tooManyRequests("7"));
    assertThat(node(100).ask(Asking.calls(100)))
        .extracting(Asking::number)
        .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    assertThat(visits()).containsExactly(100, 50, 50);
    assertThat(time.slept()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
  }

  @Test
  void ask_retryAfterADateThatIsPast_goesOn() {
    endpoint.then(StandInRpc.tooManyRequests("Wed, 21 Oct 2015 07:28:00 GMT"));
    assertThat(node(1000).ask(Asking.calls(3))).hasSize(3);
    assertThat(time.slept()).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "", "-5", "99999999999999999999"})
  void ask_retryAfterThatIsNeither_waitsAsIfItWereNotThere(String retryAfter) {
    endpoint.then(StandInRpc.tooManyRequests(retryAfter));
    assertThat(node(1000).ask(Asking.calls(3))).hasSize(3);
    assertThat(time.slept()).isBetween(Duration.ofMillis(125), Duration.ofMillis(250));
  }

  @Test
  void ask_retryAfterBeyondAllPatience_givesUpAtOnce() {
    endpoint.always(StandInRpc.tooManyRequests("3600"));
    assertThat(failure(2)).hasMessage("mine: eth_getStorageAt and 1 more: HTTP 429");
    assertThat(endpoint.visits()).hasSize(1);
  }

  @Test
  void ask_failuresThatPass_areAskedAgainLaterEachTime() {
    endpoint.then(
        StandInRpc.status(500, "oops"),
        StandInRpc.status(503, ""),
        StandInRpc::dropped,
        StandInRpc::truncated);
    assertThat(node(1000).ask(Asking.calls(3))).extracting(Asking::number).containsExactly(0, 1, 2);
    // Three quarters of 250, 500, 1000 and 2000 ms: half, and half of the other half.
    assertThat(time.slept()).isEqualTo(Duration.ofNanos(2_812_500_000L));
  }

  @Test
  void ask_callsRefusedForTheRate_aloneAreAskedAgain() {
    endpoint.then(
        StandInRpc.changed(answer -> {
          for (int i = 0; i < 2; i++) {
            ObjectNode reply = (ObjectNode) answer.get(i);
            reply.remove("result");
            reply.putObject("error").put("code", 429).put("message", "too fast");
          }
          return answer;
        }));
    assertThat(node(1000).ask(Asking.calls(5)))
        .extracting(Asking::number)
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(visits()).containsExactly(5, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "-32005, query returned more than 10000 results",
    "-32602, Log response size exceeded",
    "-32000, missing trie node",
    "-32601, the method trace_filter does not exist",
    "3, execution reverted: rate limit reached",
    "3, daily",
    "-32000, execution reverted: too many requests",
    "-32603, VM Exception while processing transaction: revert quota"
  })
  void ask_refusalThatStays_isHandedOut(int code, String message) {
    try (var refusing = StandInRpc.answering(_ -> new StandInRpc.Answer.Refusal(code, message))) {
      assertThat(patient(refusing).ask(Asking.calls(1)))
          .containsExactly(new Reply.Refusal(code, message));
      assertThat(refusing.visits()).hasSize(1);
    }
  }

  @Test
  void ask_refusalThatMayMeanEither_isTriedThreeTimesAndHandedOut() {
    try (var refusing =
        StandInRpc.answering(_ -> new StandInRpc.Answer.Refusal(-32005, "limit exceeded"))) {
      assertThat(patient(refusing).ask(Asking.calls(1)))
          .containsExactly(new Reply.Refusal(-32005, "limit exceeded"));
      assertThat(refusing.visits()).hasSize(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 3"})
  void ask_timeoutOfTheNode_isTriedAgainWhereLessCannotBeAsked(boolean ofRange, int visits) {
    Call call =
        ofRange
            ? Call.ofRange("eth_getLogs", List.of(), true)
            : new Call("eth_getBalance", List.of(), true);
    try (var slow =
        StandInRpc.answering(_ -> new StandInRpc.Answer.Refusal(-32000, "execution timeout"))) {
      assertThat(patient(slow).ask(List.of(call)))
          .containsExactly(new Reply.Refusal(-32000, "execution timeout"));
      assertThat(slow.visits()).hasSize(visits);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-32005, daily request count exceeded",
    "-32000, monthly quota exceeded",
    "-32000, over capacity: try again later",
    "-32603, server is busy",
    "-32007, 50/second request limit reached",
    "-32005, project ID request rate exceeded",
    "429, Your app has exceeded its compute units per second capacity",
    "-32016, rate limited"
  })
  void ask_refusalForTheRateThatStays_givesUp(int code, String message) {
    try (var refusing = StandInRpc.answering(_ -> new StandInRpc.Answer.Refusal(code, message))) {
      SpoorException failure =
          catchThrowableOfType(SpoorException.class, () -> patient(refusing).ask(Asking.calls(1)));
      assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
      assertThat(failure)
          .hasMessageMatching(
              "mine: eth_getStorageAt: gave up after \\d+ attempts in \\d+ s: " + message);
    }
  }

  private PatientNode patient(StandInRpc where) {
    var client = HttpNode.client(Duration.ofSeconds(10), Duration.ofSeconds(10)).build();
    var http = new HttpNode(Asking.endpoint(where.url()), Asking.meter(), client, 100, 1_000_000);
    return patient(http);
  }

  private PatientNode patient(Line line) {
    return new PatientNode(
        "mine", line, TokenBucket.full(1000, time), time, Duration.ofSeconds(60));
  }

  @Test
  void ask_evenly_goesCallByCallAtTheRate() {
    List<Integer> asked = new ArrayList<>();
    Line line =
        (calls, within) -> {
          asked.add(calls.size());
          return List.of(new Outcome.Answered(new Reply.Refusal(0, "no")));
        };
    new PatientNode("mine", line, TokenBucket.even(2, time), time, Duration.ofSeconds(60))
        .ask(Asking.calls(10));
    assertThat(asked).hasSize(10).containsOnly(1);
    assertThat(time.slept()).isEqualTo(Duration.ofMillis(4_500));
  }

  @Test
  void within_lessTime_givesUpSoonerAtTheSamePace() {
    PatientNode node = patient(silent(new ArrayList<>()));
    assertThatThrownBy(() -> node.within(Duration.ofSeconds(8)).ask(Asking.calls(1)))
        .hasMessage("mine: eth_getStorageAt: no answer in time");
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void ask_failureThatStays_givesUpInBoundedTimeWithTheLastCause() {
    endpoint.always(StandInRpc.status(502, "bad gateway"));
    SpoorException failure = failure(3);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageMatching(
            "mine: eth_getStorageAt and 2 more: gave up after 10 attempts in \\d+ s:"
                + " HTTP 502: bad gateway");
    assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void ask_attemptsThatTakeAllTheirTime_endWithinAllPatience() {
    List<Duration> allowed = new ArrayList<>();
    PatientNode node = patient(silent(allowed));
    assertThatThrownBy(() -> node.ask(Asking.calls(1)))
        .hasMessageMatching(
            "mine: eth_getStorageAt: gave up after 2 attempts in \\d+ s: no answer in time");
    assertThat(allowed).first().isEqualTo(Duration.ofSeconds(60));
    assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void ask_endpointThatIsSilentAlready_getsOneShortAttempt() {
    List<Duration> allowed = new ArrayList<>();
    PatientNode node = patient(silent(allowed));
    assertThatThrownBy(() -> node.ask(Asking.calls(1))).isInstanceOf(SpoorException.class);
    int before = allowed.size();

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> node.ask(Asking.calls(1))).hasMessageEndingWith("no answer in time");
    }

    assertThat(allowed.subList(before, allowed.size()))
        .containsExactlyElementsOf(Collections.nCopies(3, Duration.ofSeconds(5)));
  }

  /** Waits for 45 s, or as long as it may. */
  private Line silent(List<Duration> allowed) {
    return (calls, within) -> {
      allowed.add(within);
      Duration most = Duration.ofSeconds(45);
      time.sleep(within.compareTo(most) < 0 ? within : most);
      return List.of(new Outcome.Failed(Fault.of(Fault.Kind.PASSING, "no answer in time")));
    };
  }

  @Test
  void ask_answersCutEveryTime_isUnavailableAfterThree() {
    endpoint.always(StandInRpc::truncated);
    SpoorException failure = failure(3);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessageStartingWith("mine: eth_getStorageAt and 2 more: gave up after 3 attempts")
        .hasMessageContaining("HTTP 200: expected JSON");
    assertThat(endpoint.visits()).hasSize(3);
  }

  @Test
  void ask_keyRefused_isNotTriedAgain() {
    endpoint.always(StandInRpc.status(401, "invalid project id"));
    assertThat(failure(1)).hasMessage("mine: eth_getStorageAt: HTTP 401: invalid project id");
    assertThat(endpoint.visits()).hasSize(1);
  }
}
