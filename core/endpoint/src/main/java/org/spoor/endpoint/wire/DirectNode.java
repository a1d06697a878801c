package org.spoor.endpoint.wire;

import java.time.Duration;
import java.util.List;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;

/** An endpoint as it is, of which each call is tried once. */
interface DirectNode extends Node, Line {

  /** For which nobody waits who does not say otherwise. */
  Duration LONGEST = Duration.ofMinutes(1);

  Endpoint endpoint();

  @Override
  default String name() {
    return endpoint().name();
  }

  @Override
  default List<Reply> ask(List<Call> calls) {
    return Outcome.replies(name(), calls, attempt(calls, LONGEST));
  }
}
