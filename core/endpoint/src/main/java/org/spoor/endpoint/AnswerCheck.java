package org.spoor.endpoint;

import java.util.Optional;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * What an endpoint's replies are worth: what is no answer is not used, and what passes not kept.
 */
@FunctionalInterface
public interface AnswerCheck {

  /** What is wrong with an answer that is not null; nothing if it may be right. */
  Optional<String> fault(Call call, JsonNode answer);

  /**
   * A fault where a reading refuses what it reads.
   *
   * @throws SpoorException what the reading throws of another kind than MALFORMED_DATA
   */
  static Optional<String> fault(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (SpoorException e) {
      if (e.kind() != SpoorException.Kind.MALFORMED_DATA) {
        throw e;
      }
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether the endpoint, as it is, will refuse this again. What it says of a range of blocks is
   * about the amount that it answers at once.
   */
  default boolean isFinal(Call call, Reply.Refusal refusal) {
    return !call.isOfRange() && RefusalKind.of(refusal) == RefusalKind.LASTING;
  }
}
