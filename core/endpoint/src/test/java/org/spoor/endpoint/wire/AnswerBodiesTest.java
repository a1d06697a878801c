package org.spoor.endpoint.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.spoor.endpoint.Asking;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an endpoint sends that is too much, no JSON-RPC, or no answer to what was asked. */
class AnswerBodiesTest extends AskedOverHttp {

  @Test
  void ask_answerLargerThanAllowed_namesTheLimit() {
    endpoint.always(StandInRpc.text("[\"" + "x".repeat(MOST_BYTES) + "\"]"));
    SpoorException failure = failure(1);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure)
        .hasMessage(
            "mine: eth_getStorageAt: HTTP 200 with more than the 100000 bytes that are taken");
  }

  @Test
  void ask_answerWithoutEnd_isReadNoFurtherThanAllowed() {
    endpoint.always(StandInRpc.endless('['));
    assertThat(failure(1)).hasMessageContaining("more than the 100000 bytes that are taken");
    assertThat(meter.usage().bytes()).isBetween((long) MOST_BYTES, 2L * MOST_BYTES);
  }

  @Test
  void ask_pageWithoutEnd_isReadNoFurtherThanItsBeginning() {
    endpoint.always(StandInRpc.endless('<'));
    assertThat(failure(1).kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(meter.usage().bytes()).isLessThan(MOST_BYTES);
  }

  @Test
  void ask_batchAnswerLargerThanAllowed_asksHalves() {
    endpoint.then(StandInRpc.endless('['));
    assertThat(node().ask(Asking.calls(6))).hasSize(6);
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        Arguments.of(
            (StandInRpc.Trick) StandInRpc::truncated,
            "mine: eth_getStorageAt: HTTP 200: expected JSON, got"),
        Arguments.of(
            StandInRpc.text("<html>\n<body>Attention required"),
            "mine: eth_getStorageAt: HTTP 200: expected JSON, got 31 bytes that are not: <html> <body>"),
        Arguments.of(StandInRpc.text("[] []"), "expected JSON"),
        Arguments.of(StandInRpc.text("\0\u001b[2J"), "that are not: [2J"),
        Arguments.of(StandInRpc.status(200, ""), "expected 3 replies in an array, got nothing"),
        Arguments.of(StandInRpc.text("[1,2,3]"), "expected 3 replies in an array"),
        Arguments.of(StandInRpc.text("{\"ok\":true}"), "got object of [ok]"));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void ask_noJsonRpc_isUnavailableInOneLine(StandInRpc.Trick trick, String expected) {
    endpoint.always(trick);
    SpoorException failure = failure(3);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE);
    assertThat(failure.getMessage()).contains(expected).doesNotContain("\n", "\u001b", "\0");
  }

  @Test
  void ask_redirectedElsewhere_isNotFollowed() {
    endpoint.always(StandInRpc.status(302, ""));
    assertThat(failure(3))
        .hasMessageEndingWith("HTTP 302: expected 3 replies in an array, got nothing");
  }

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(changed(0, reply -> reply.put("id", 99_999)), "id 99999, which was not asked"),
        Arguments.of(changed(0, reply -> reply.put("id", "a")), "id \"a\", which was not asked"),
        Arguments.of(changed(0, reply -> reply.put("id", 2)), "two replies with the id 2"),
        Arguments.of(changed(0, reply -> reply.remove("result")), "neither result nor error"),
        Arguments.of(
            StandInRpc.changed(answer -> {
              ((ArrayNode) answer).remove(1);
              return answer;
            }),
            "no reply to eth_getStorageAt: 2 of 3 came"));
  }

  private static StandInRpc.Trick changed(int which, Consumer<ObjectNode> change) {
    return StandInRpc.changed(answer -> {
      change.accept((ObjectNode) answer.get(which));
      return answer;
    });
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void ask_noReplyToWhatWasAsked_isMalformedInOneLine(StandInRpc.Trick trick, String expected) {
    endpoint.always(trick);
    SpoorException failure = failure(3);
    assertThat(failure.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
    assertThat(failure.getMessage()).contains(expected).doesNotContain("\n", "\u001b", "\0");
  }

  @Test
  void ask_replyWithTheIdOfAnotherRequest_isMalformed() {
    endpoint.always(StandInRpc.changed(answer -> ((ObjectNode) answer).put("id", 77)));
    assertThat(failure(1)).hasMessageContaining("id 77, which was not asked");
  }
}
