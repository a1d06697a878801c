package org.spoor.endpoint;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Whether an answer is one to what was asked: what is not is neither kept nor used. */
@FunctionalInterface
public interface AnswerCheck {

  /** What is wrong with an answer that is not null; nothing if it may be right. */
  Optional<String> fault(Call call, JsonNode answer);
}
