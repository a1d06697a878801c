package org.spoor.recorded.recording;

import java.util.Optional;
import org.spoor.model.chain.Asked;
import org.spoor.model.chain.Source;

/**
 * Something that recorded answers rest on.
 *
 * @param sha256 of its content; none if that are the histories which a trace asks for
 */
public record Input(String name, Optional<String> sha256) {

  /** It, in the hands of a trace that has asked for this much. */
  Source source(Asked asked) {
    return new Source(name, sha256.orElseGet(asked::sha256));
  }
}
