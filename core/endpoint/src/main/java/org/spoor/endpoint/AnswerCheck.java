package org.spoor.endpoint;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an endpoint's replies are worth: what is no answer is not used, and what passes not kept.
 */
@FunctionalInterface
public interface AnswerCheck {

  /** What is wrong with an answer that is not null; nothing if it may be right. */
  Optional<String> fault(Call call, JsonNode answer);

  /**
   * Whether the endpoint, as it is, will refuse this again. What it says of a range of blocks is
   * about the amount that it answers at once.
   */
  default boolean isFinal(Call call, Reply.Refusal refusal) {
    return !call.isOfRange() && RefusalKind.of(refusal) == RefusalKind.LASTING;
  }
}
