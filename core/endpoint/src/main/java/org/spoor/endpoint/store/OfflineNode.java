package org.spoor.endpoint.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;

/** A node that is not asked: its store answers, or nothing does. */
public final class OfflineNode implements Node {

  private final String name;
  private final Memory memory;
  private final Meter meter;

  private OfflineNode(String name, Memory memory, Meter meter) {
    this.name = name;
    this.memory = memory;
    this.meter = meter;
  }

  /**
   * @param name of the endpoint that would be asked
   * @param chain as {@link RememberingNode} was told it
   */
  public static OfflineNode of(String name, AnswerStore store, String chain, Meter meter) {
    return new OfflineNode(name, new Memory(store, chain, Optional.empty()), meter);
  }

  /**
   * @param endpoint as {@link RememberingNode} was told it
   */
  public static OfflineNode of(
      String name, AnswerStore store, String chain, String endpoint, Meter meter) {
    return new OfflineNode(name, new Memory(store, chain, Optional.of(endpoint)), meter);
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
    List<Optional<Memory.Told>> known = memory.recall(calls);
    List<Memory.Told> told = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      AnswerKey key = memory.key(calls.get(i));
      told.add(
          known
              .get(i)
              .orElseThrow(() ->
                  SpoorException.unavailable("offline: " + name + " was never asked " + key)));
    }
    memory.store().given(told.stream().flatMap(one -> one.key().stream()).toList());
    meter.remembered(told.size());
    return told.stream().map(Memory.Told::reply).toList();
  }
}
