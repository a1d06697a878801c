package org.spoor.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;

/** A node that is believed only where it shows what its anchor wants, which is asked along. */
public record AnchoredNode(Node node, Anchor anchor) implements Node {

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public int beside(List<Call> calls) {
    return anchor.shown(calls).size();
  }

  /**
   * @throws SpoorException UNAVAILABLE also if it cannot be believed
   */
  @Override
  public List<Reply> ask(List<Call> calls) {
    List<Call> shown = anchor.shown(calls);
    List<Reply> replies =
        node.ask(Stream.concat(shown.stream(), calls.stream().map(anchor::sent)).toList());
    for (int i = 0; i < shown.size(); i++) {
      check(shown.get(i), anchor.fault(shown.get(i), replies.get(i)));
    }
    return replies.subList(shown.size(), replies.size());
  }

  private void check(Call shown, Optional<String> fault) {
    if (fault.isPresent()) {
      throw SpoorException.unavailable("%s: %s: %s".formatted(name(), shown, fault.get()));
    }
  }
}
