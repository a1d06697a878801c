package org.spoor.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/** A node that is not asked: its store answers, or nothing does. */
public final class OfflineNode implements Node {

  private final String name;
  private final AnswerStore store;
  private final String chain;
  private final Meter meter;

  private OfflineNode(String name, AnswerStore store, String chain, Meter meter) {
    this.name = name;
    this.store = store;
    this.chain = chain;
    this.meter = meter;
  }

  /**
   * @param name of the endpoint that would be asked
   * @param chain as {@link RememberingNode} was told it
   */
  public static OfflineNode of(String name, AnswerStore store, String chain, Meter meter) {
    return new OfflineNode(name, store, chain, meter);
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * @throws SpoorException UNAVAILABLE, naming the first call that the store does not know
   */
  @Override
  public List<Reply> ask(List<Call> calls) {
    List<AnswerKey> keys = calls.stream().map(call -> AnswerKey.of(chain, call)).toList();
    Map<AnswerKey, JsonNode> known = store.get(keys);
    List<Reply> replies = keys.stream().map(key -> reply(key, known)).toList();
    meter.remembered(replies.size());
    return replies;
  }

  private Reply reply(AnswerKey key, Map<AnswerKey, JsonNode> known) {
    return Optional.ofNullable(known.get(key))
        .map(Reply.Result::new)
        .orElseThrow(
            () -> SpoorException.unavailable("offline: " + name + " was never asked " + key));
  }
}
