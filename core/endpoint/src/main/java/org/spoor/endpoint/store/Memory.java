package org.spoor.endpoint.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.endpoint.AnswerCheck;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a store has of an endpoint's replies. Results belong to the chain, whoever gave them. That
 * an endpoint refuses for good, or knows nothing up to a block, says nothing of the others: it is
 * kept of that endpoint alone, and the second of that block alone.
 *
 * @param endpoint which one of the chain, and in which state; if absent, only results are kept
 */
record Memory(AnswerStore store, String chain, Optional<String> endpoint) {

  private static final String REFUSED = " (refused)";

  /**
   * A reply.
   *
   * @param key under which it is kept, if it is
   */
  record Told(Reply reply, Optional<AnswerKey> key) {}

  /** Something to be kept. */
  record Lasting(AnswerKey key, JsonNode json) {}

  AnswerKey key(Call call) {
    return AnswerKey.of(chain, call);
  }

  /** What is kept of the replies to calls, in their order. */
  List<Optional<Told>> recall(Collection<Call> calls) {
    Set<AnswerKey> all = new HashSet<>();
    calls.forEach(call -> places(call).forEach(all::add));
    Map<AnswerKey, JsonNode> known = store.get(all);
    return calls.stream()
        .map(call ->
            places(call)
                .flatMap(key -> Stream.ofNullable(known.get(key)).map(json -> told(key, json)))
                .findFirst())
        .toList();
  }

  /** Under which keys a reply may be kept, results first. */
  private Stream<AnswerKey> places(Call call) {
    return Stream.concat(
        Stream.of(key(call)), Stream.concat(refused(call).stream(), nothing(call).stream()));
  }

  private Optional<AnswerKey> refused(Call call) {
    return endpoint.map(one -> of(one, call, REFUSED));
  }

  private Optional<AnswerKey> nothing(Call call) {
    return endpoint.flatMap(one -> call.pin().map(hash -> of(one, call, " (up to " + hash + ")")));
  }

  private AnswerKey of(String one, Call call, String what) {
    AnswerKey key = key(call);
    return new AnswerKey(key.chain() + " " + one, key.method() + what, key.params());
  }

  private static Told told(AnswerKey key, JsonNode json) {
    Reply reply =
        key.method().endsWith(REFUSED)
            ? new Reply.Refusal(json.path("code").asInt(), json.path("message").asString())
            : new Reply.Result(json);
    return new Told(reply, Optional.of(key));
  }

  /** What of a reply never changes. */
  Optional<Lasting> lasting(Call call, Reply reply, AnswerCheck check) {
    return switch (reply) {
      case Reply.Result(JsonNode answer) when answer.isNull() ->
          nothing(call).map(key -> new Lasting(key, answer));
      case Reply.Result(JsonNode answer) ->
          call.isLasting(answer) ? Optional.of(new Lasting(key(call), answer)) : Optional.empty();
      case Reply.Refusal refusal ->
          call.settled() && check.isFinal(call, refusal)
              ? refused(call).map(key -> new Lasting(key, json(refusal)))
              : Optional.empty();
    };
  }

  private static JsonNode json(Reply.Refusal refusal) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("code", refusal.code())
        .put("message", refusal.message());
  }
}
