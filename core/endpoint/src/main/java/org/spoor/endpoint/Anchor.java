package org.spoor.endpoint;

import java.util.List;
import java.util.Optional;

/**
 * What a server has to show on a connection before it is believed there: behind one address may be
 * several, and each connection may lead to another of them.
 */
public interface Anchor {

  /** Nothing has to be shown. */
  Anchor NONE =
      new Anchor() {
        @Override
        public Optional<Call> of(Call call) {
          return Optional.empty();
        }

        @Override
        public Optional<String> fault(Call shown, Reply reply) {
          return Optional.empty();
        }
      };

  /** What has to be asked where this is. */
  Optional<Call> of(Call call);

  /** Why the server cannot be believed; nothing if it can. */
  Optional<String> fault(Call shown, Reply reply);

  /** The same of many calls, each once. */
  default List<Call> shown(List<Call> calls) {
    return calls.stream().flatMap(call -> of(call).stream()).distinct().toList();
  }

  /** A call as it is sent: without what only tells on what its answer rests. */
  default Call sent(Call call) {
    return call;
  }
}
