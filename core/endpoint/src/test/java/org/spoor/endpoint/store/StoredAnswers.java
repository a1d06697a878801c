package org.spoor.endpoint.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Json;
import tools.jackson.databind.JsonNode;

/** A file of a store, and answers to numbered calls that may be put into it. */
abstract class StoredAnswers {

  static final Instant THEN = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path folder;

  final Path file() {
    return folder.resolve("cache/answers.db");
  }

  static AnswerKey key(int number) {
    return AnswerKey.of("1", Asking.call(number));
  }

  static JsonNode answer(int number) {
    return Json.MAPPER.readTree(
        "{\"z\":%d,\"a\":[\"0x%s\",null,1.10]}".formatted(number, "00".repeat(200)));
  }

  static Map<AnswerKey, JsonNode> answers(int from, int to) {
    Map<AnswerKey, JsonNode> answers = new HashMap<>();
    IntStream.range(from, to).forEach(i -> answers.put(key(i), answer(i)));
    return answers;
  }
}
