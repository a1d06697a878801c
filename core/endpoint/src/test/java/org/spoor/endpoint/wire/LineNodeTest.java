package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.endpoint.Anchor;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Pin;
import org.spoor.endpoint.Reply;
import org.spoor.kit.SelfSigned;
import org.spoor.kit.StandInLines;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class LineNodeTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Call HELLO = new Call("hello", List.of("spoor"), false);
  private static final String STORM = "{\"method\":\"news\",\"params\":[1]}\n";

  private final StandInLines server = StandInLines.answering(LineNodeTest::echo);
  private final Meter meter = Asking.meter();
  private final List<LineNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    nodes.forEach(LineNode::close);
    server.close();
  }

  private static StandInRpc.Answer echo(JsonNode call) {
    ObjectNode result = JSON.createObjectNode();
    result.set("method", call.path("method"));
    result.set("params", call.path("params"));
    return new StandInRpc.Answer.Result(result);
  }

  private LineNode node() {
    return node(server.url(), Optional.empty(), HttpNode.LARGEST_ANSWER);
  }

  private LineNode node(URI url, Optional<Pin> pin, long largest) {
    Endpoint endpoint =
        new Endpoint("mine", url, Optional.empty(), Endpoint.KeyPlace.PATH, 1000, pin);
    LineNode node =
        new LineNode(endpoint, meter, HELLO, LineNodeTest::welcome, Anchor.NONE, largest);
    nodes.add(node);
    return node;
  }

  private static Optional<String> welcome(Call greeting, JsonNode answer) {
    return answer.path("params").path(0).asString("").equals("spoor")
        ? Optional.empty()
        : Optional.of("it greets somebody else");
  }

  private static List<Integer> numbers(List<Reply> replies) {
    return replies.stream().map(Asking::number).toList();
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private SpoorException failure() {
    LineNode node = node();
    return failure(() -> node.ask(Asking.calls(1)));
  }

  private static SpoorException failure(Runnable asking) {
    return catchThrowableOfType(SpoorException.class, asking::run);
  }

  @Test
  void ask_manyCalls_areAnsweredInOrderOverOneConnection() {
    assertThat(numbers(node().ask(Asking.calls(500)))).isEqualTo(upTo(500));
    assertThat(server.visits()).hasSize(501).allMatch(visit -> visit.connection() == 1);
    assertThat(server.visits().getFirst().method()).isEqualTo("hello");
    assertThat(meter.usage().calls()).isEqualTo(500);
    assertThat(meter.usage().roundTrips()).isEqualTo(2);
    assertThat(meter.usage().bytes()).isPositive();
  }

  /** Answers nothing until so many calls have come, and then the last one first. */
  private static StandInLines.Trick held(int count) {
    List<JsonNode> held = new ArrayList<>();
    return (peer, call, right) -> {
      held.add(right);
      if (held.size() == count) {
        for (JsonNode answer : held.reversed()) {
          peer.line(answer);
        }
        held.clear();
      }
    };
  }

  @Test
  void ask_asManyAsMayBeInFlight_allGoOutBeforeTheFirstAnswer() {
    server.then(StandInLines::right).always(held(LineNode.IN_FLIGHT));
    assertThat(numbers(node().ask(Asking.calls(3 * LineNode.IN_FLIGHT))))
        .isEqualTo(upTo(3 * LineNode.IN_FLIGHT));
  }

  @Test
  void ask_newsBetweenAnswers_areOverheard() {
    server.always((peer, call, right) -> {
      peer.send(STORM.repeat(3));
      peer.line(right);
      peer.send(STORM);
    });
    assertThat(numbers(node().ask(Asking.calls(20)))).isEqualTo(upTo(20));
  }

  @Test
  void ask_nothingButNews_isMalformed() {
    server.then(StandInLines::right).always(StandInLines.text(STORM.repeat(20_000)));
    assertThat(failure())
        .hasMessage("mine: eth_getStorageAt: 10001 notifications and no reply")
        .extracting(SpoorException::kind)
        .isEqualTo(SpoorException.Kind.MALFORMED_DATA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':77,'result':1}| reply with the id 77, which was not asked",
        "{'id':'x','result':1}| reply with the id x, which was not asked",
        "{'id':[1],'result':1}| reply with the id ARRAY, which was not asked",
        "{'id':1}| eth_getStorageAt has neither result nor error in its reply",
        "{'result':1}| a line that is neither reply nor notification",
        "{'id':null,'error':{'code':1,'message':'bad line'}}| bad line",
      })
  void ask_noReplyToWhatWasAsked_isMalformed(String line, String expected) {
    server.then(StandInLines::right).always(StandInLines.text(line.replace('\'', '"') + "\n"));
    assertThat(failure())
        .hasMessage("mine: eth_getStorageAt: " + expected)
        .extracting(SpoorException::kind)
        .isEqualTo(SpoorException.Kind.MALFORMED_DATA);
  }

  @Test
  void ask_twoRepliesToOneCall_isMalformed() {
    server
        .then(StandInLines::right)
        .always((peer, call, right) -> {
          peer.line(right);
          peer.line(right);
        });
    LineNode node = node();
    assertThat(failure(() -> node.ask(Asking.calls(LineNode.IN_FLIGHT * 4))))
        .hasMessageContaining(", which was not asked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>no</html>\n", "7\n", "{\"id\":1,\"result\":\n", "\u0000\u0001\n"})
  void ask_noJson_isUnavailable(String text) {
    server.then(StandInLines::right).always(StandInLines.text(text));
    assertThat(failure())
        .hasMessageStartingWith("mine: eth_getStorageAt: expected a reply in JSON, got a line of ")
        .extracting(SpoorException::kind)
        .isEqualTo(SpoorException.Kind.UNAVAILABLE);
  }

  @Test
  void ask_deepNesting_isUnavailable() {
    server
        .then(StandInLines::right)
        .always(StandInLines.text("{\"id\":1,\"result\":" + "[".repeat(1_000_000) + "\n"));
    assertThat(failure()).hasMessageContaining("got a line of 1000017 bytes");
  }

  @Test
  void ask_endlessLine_isCutWhereItGetsTooLong() {
    server
        .then(StandInLines::right)
        .always((peer, call, right) -> {
          String some = "9".repeat(1 << 20);
          for (int i = 0; i < 100; i++) {
            peer.send(some);
          }
        });
    LineNode node = node(server.url(), Optional.empty(), 3_000_000);
    assertThat(failure(() -> node.ask(Asking.calls(1))))
        .hasMessage("mine: eth_getStorageAt: a line of more than the 3000000 bytes that are taken");
    assertThat(meter.usage().bytes()).isLessThan(4_000_000);
  }

  @Test
  void ask_connectionLostHalfWayThrough_asksWhatIsUnansweredOverAnother() {
    server
        .then(StandInLines::right, StandInLines::right)
        .then((peer, call, right) -> {
          peer.send("{\"id\":2,\"res");
          peer.hangUp();
        });
    PatientNode node = PatientNode.of(node());
    assertThat(numbers(node.ask(Asking.calls(5)))).isEqualTo(upTo(5));
    assertThat(server.visits().stream().filter(visit -> visit.connection() == 2))
        .extracting(StandInLines.Visit::method)
        .startsWith("hello")
        .hasSize(5);
  }

  @Test
  void ask_lateAnswer_isNotTakenForAnother() {
    List<JsonNode> late = new ArrayList<>();
    server
        .then(StandInLines::right)
        .then((peer, call, right) -> late.add(right), StandInLines::right)
        .then((peer, call, right) -> {
          peer.line(late.getFirst());
          peer.line(right);
        });
    LineNode node = node();
    List<Outcome> first = node.attempt(Asking.calls(2), Duration.ofSeconds(2));
    assertThat(first.getFirst()).isInstanceOf(Outcome.Failed.class);
    assertThat(first.getLast()).isInstanceOf(Outcome.Answered.class);
    assertThat(Asking.number(node.ask(List.of(Asking.call(9))).getFirst())).isEqualTo(9);
    assertThat(server.visits()).allMatch(visit -> visit.connection() == 1);
  }

  @Test
  void ask_silence_endsTheConnection() {
    server.then(StandInLines::right).then((peer, call, right) -> {});
    LineNode node = node();
    assertThat(node.attempt(Asking.calls(1), Duration.ofSeconds(1)))
        .containsExactly(new Outcome.Failed(Fault.of(Fault.Kind.PASSING, "no answer in time")));
    assertThat(numbers(node.ask(Asking.calls(1)))).containsExactly(0);
    assertThat(server.visits().getLast().connection()).isEqualTo(2);
  }

  @Test
  void ask_refusal_isAReply() {
    try (var refusing =
        StandInLines.answering(call ->
            call.path("method").asString().equals("hello")
                ? echo(call)
                : new StandInRpc.Answer.Refusal(1, "history\u001b[2J too large"))) {
      assertThat(node(refusing.url(), Optional.empty(), 1000).ask(Asking.calls(1)))
          .containsExactly(new Reply.Refusal(1, "history [2J too large"));
    }
  }

  @Test
  void ask_unwelcomeGreeting_isUnavailable() {
    server.always((peer, call, right) -> {
      ((ObjectNode) right).putObject("result");
      peer.line(right);
    });
    assertThat(failure())
        .hasMessage("mine: eth_getStorageAt: hello: it greets somebody else")
        .extracting(SpoorException::kind)
        .isEqualTo(SpoorException.Kind.UNAVAILABLE);
  }

  @Test
  void ask_refusedGreeting_isUnavailable() {
    try (var refusing =
        StandInLines.answering(call -> new StandInRpc.Answer.Refusal(1, "unsupported version"))) {
      LineNode node = node(refusing.url(), Optional.empty(), 1000);
      assertThat(failure(() -> node.ask(Asking.calls(1))))
          .hasMessage("mine: eth_getStorageAt: hello is refused: unsupported version");
    }
  }

  @Test
  void ask_nobodyThere_isUnavailable() throws IOException {
    LineNode node = node(nobody(), Optional.empty(), 1000);
    assertThat(failure(() -> node.ask(Asking.calls(1))))
        .hasMessage("mine: eth_getStorageAt: no connection to 127.0.0.1");
  }

  private static URI nobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("tcp://127.0.0.1:" + free.getLocalPort());
    }
  }

  @Test
  void ask_budgetSpent_asksNothing() {
    Meter none = Meter.of(Budget.of(OptionalLong.of(0)));
    LineNode node =
        new LineNode(
            Asking.endpoint(server.url()), none, HELLO, LineNodeTest::welcome, Anchor.NONE, 1000);
    assertThatThrownBy(() -> node.ask(Asking.calls(1))).hasMessageContaining("the budget of 0");
    assertThat(server.visits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://h:1",
        "tcp://h",
        "ssl://h:1/path",
        "tcp://user@h:1",
        "ssl://h:1?x=1",
        "tcp://h:1#x"
      })
  void node_otherAddress_isRefused(String url) {
    Endpoint endpoint = Asking.endpoint(URI.create(url));
    assertThatThrownBy(
            () -> LineNode.of(endpoint, meter, HELLO, LineNodeTest::welcome, Anchor.NONE))
        .hasMessage("url of endpoint mine: expected tcp://HOST:PORT or ssl://HOST:PORT");
  }

  @Test
  void ask_tls_isTrustedByItsPinAlone(@TempDir Path folder) throws Exception {
    SelfSigned certificate = SelfSigned.make(folder);
    try (StandInLines secured = StandInLines.answering(certificate, LineNodeTest::echo)) {
      Optional<Pin> pin = Pin.read(certificate.sha256().toUpperCase(Locale.ROOT));
      assertThat(numbers(node(secured.url(), pin, 100_000).ask(Asking.calls(200))))
          .isEqualTo(upTo(200));

      LineNode unpinned = node(secured.url(), Optional.empty(), 1000);
      assertThat(failure(() -> unpinned.ask(Asking.calls(1))))
          .hasMessageStartingWith("mine: eth_getStorageAt: no trust: ")
          .message()
          .doesNotContain("Exception");

      LineNode other = node(secured.url(), Pin.read("ab".repeat(32)), 1000);
      assertThat(failure(() -> other.ask(Asking.calls(1))))
          .hasMessageContaining(
              "the certificate has the SHA-256 %s, expected %s"
                  .formatted(certificate.sha256(), "ab".repeat(32)));
      assertThat(secured.visits()).hasSize(201);
    }
  }

  /** Calls that are shown to be all right, by a call of their own. */
  private static final Anchor SHOWN =
      new Anchor() {
        @Override
        public Optional<Call> of(Call call) {
          return call.method().equals("ground")
              ? Optional.empty()
              : Optional.of(new Call("ground", List.of(), false));
        }

        @Override
        public Optional<String> fault(Call shown, Reply reply) {
          return reply instanceof Reply.Refusal(int _, String why)
              ? Optional.of(why)
              : Optional.empty();
        }
      };

  private LineNode footed() {
    return new LineNode(
        Asking.endpoint(server.url()), meter, HELLO, LineNodeTest::welcome, SHOWN, 1000);
  }

  @Test
  void ask_anchor_isShownBeforeOnAConnectionAndBesideEachTime() {
    LineNode node = footed();
    node.ask(Asking.calls(1));
    node.ask(Asking.calls(1));
    assertThat(server.visits().stream().map(StandInLines.Visit::method).skip(1))
        .containsExactly("ground", "eth_getStorageAt", "ground", "eth_getStorageAt", "ground");
    assertThat(meter.usage().calls()).isEqualTo(5);
    assertThat(node.beside(Asking.calls(7))).isEqualTo(2);
  }

  @Test
  void ask_anchorOnAnotherConnection_isShownAnew() {
    LineNode node = footed();
    node.ask(Asking.calls(1));
    node.close();
    node.ask(Asking.calls(1));
    assertThat(
            server.visits().stream()
                .filter(visit -> visit.connection() == 2)
                .map(StandInLines.Visit::method))
        .containsExactly("hello", "ground", "eth_getStorageAt", "ground");
  }

  @Test
  void ask_afterClose_opensAnother() throws IOException {
    LineNode node = node();
    node.ask(Asking.calls(1));
    node.close();
    assertThat(numbers(node.ask(Asking.calls(1)))).containsExactly(0);
    assertThat(server.visits().getLast().connection()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "zz"})
  void pin_noSha256_isNone(String text) {
    assertThat(Pin.read(text)).isEmpty();
  }

  @Test
  void pin_asOpensslPrintsIt_isTheSame() {
    assertThat(Pin.read("AB:".repeat(31) + "AB")).contains(new Pin("ab".repeat(32)));
  }
}
