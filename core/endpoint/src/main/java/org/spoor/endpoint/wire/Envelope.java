package org.spoor.endpoint.wire;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Excerpt;
import org.spoor.endpoint.Json;
import org.spoor.endpoint.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls on their way as JSON-RPC 2.0, alone or as a batch, and the reading of what is sent back.
 *
 * @param first the id of the first call; the others follow it
 */
record Envelope(List<Call> calls, long first) {

  /** What a body turned out to be. */
  sealed interface Content {

    /** One for each call, in order. */
    record Replies(List<Reply> replies) implements Content {}

    /** One refusal in place of the replies to a batch. */
    record BatchRefused(Reply.Refusal refusal) implements Content {}

    /** No JSON-RPC at all: nothing that a node would say. */
    record Foreign(String what) implements Content {}

    /** JSON-RPC, but no reply to what was asked. */
    record Contradiction(String what) implements Content {}
  }

  byte[] body() {
    List<Map<String, Object>> questions = new ArrayList<>();
    for (Call call : calls) {
      Map<String, Object> question = new LinkedHashMap<>();
      question.put("jsonrpc", "2.0");
      question.put("method", call.method());
      question.put("params", call.params());
      question.put("id", first + questions.size());
      questions.add(question);
    }
    return Json.MAPPER.writeValueAsBytes(single() ? questions.getFirst() : questions);
  }

  Content read(byte[] bytes) {
    try {
      JsonNode root = Json.MAPPER.readTree(bytes);
      return single() ? alone(root) : batch(root);
    } catch (JacksonException e) {
      return new Content.Foreign(
          "expected JSON, got " + bytes.length + " bytes that are not: " + Excerpt.of(bytes));
    }
  }

  private boolean single() {
    return calls.size() == 1;
  }

  /** A node that cannot tell the id of a bad question answers null in its place. */
  private Content alone(JsonNode root) {
    if (!root.isObject() || !isRpc(root)) {
      return new Content.Foreign("expected one reply, got " + shape(root));
    }
    Optional<Reply> reply = reply(root);
    boolean anonymous = root.path("id").isNull() || root.path("id").isMissingNode();
    if (reply.isPresent() && anonymous && reply.get() instanceof Reply.Refusal) {
      return new Content.Replies(List.of(reply.get()));
    }
    return inOrder(List.of(root));
  }

  private Content batch(JsonNode root) {
    if (root.isObject() && reply(root).orElse(null) instanceof Reply.Refusal refusal) {
      return new Content.BatchRefused(refusal);
    }
    if (!root.isArray() || !root.valueStream().allMatch(Envelope::isRpc)) {
      return new Content.Foreign(
          "expected " + calls.size() + " replies in an array, got " + shape(root));
    }
    if (root.size() == 1 && reply(root.get(0)).orElse(null) instanceof Reply.Refusal refusal) {
      return new Content.BatchRefused(refusal);
    }
    return inOrder(root.values());
  }

  private Content inOrder(Iterable<JsonNode> replies) {
    Map<Long, Reply> byId = new HashMap<>();
    for (JsonNode one : replies) {
      JsonNode id = one.path("id");
      if (!id.isIntegralNumber() || !id.canConvertToLong() || !asked(id.longValue())) {
        return new Content.Contradiction("reply with the id " + text(id) + ", which was not asked");
      }
      Optional<Reply> reply = reply(one);
      if (reply.isEmpty()) {
        return new Content.Contradiction(
            method(id.longValue()) + " has neither result nor error in its reply");
      }
      if (byId.putIfAbsent(id.longValue(), reply.get()) != null) {
        return new Content.Contradiction("two replies with the id " + id);
      }
    }
    List<Reply> ordered = new ArrayList<>();
    for (long id = first; id < first + calls.size(); id++) {
      Reply reply = byId.get(id);
      if (reply == null) {
        return new Content.Contradiction(
            "no reply to " + method(id) + ": " + byId.size() + " of " + calls.size() + " came");
      }
      ordered.add(reply);
    }
    return new Content.Replies(ordered);
  }

  /** Some nodes forget the version, none forgets what it is about. */
  private static boolean isRpc(JsonNode one) {
    return one.has("jsonrpc") || one.has("error") || (one.has("id") && one.has("result"));
  }

  private boolean asked(long id) {
    return id >= first && id < first + calls.size();
  }

  private String method(long id) {
    return Excerpt.of(calls.get((int) (id - first)).method());
  }

  /** Nothing if it has neither result nor error. */
  static Optional<Reply> reply(JsonNode one) {
    JsonNode error = one.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      return Optional.of(refusal(error));
    }
    return Optional.ofNullable(one.get("result")).map(Reply.Result::new);
  }

  private static Reply.Refusal refusal(JsonNode error) {
    JsonNode code = error.path("code");
    JsonNode message = error.path("message");
    String words =
        message.isString() ? message.stringValue() : Json.MAPPER.writeValueAsString(error);
    return new Reply.Refusal(code.canConvertToInt() ? code.intValue() : 0, words);
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : Excerpt.of(Json.MAPPER.writeValueAsString(node));
  }

  private static String shape(JsonNode root) {
    if (root.isMissingNode()) {
      return "nothing";
    }
    String kind = root.getNodeType().name().toLowerCase(ROOT);
    return root.isArray() ? "an array of " + root.size() : kind + " " + Excerpt.of(brief(root));
  }

  private static String brief(JsonNode root) {
    return root.isObject() ? "of " + root.propertyNames() : Json.MAPPER.writeValueAsString(root);
  }
}
