package org.spoor.endpoint.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spoor.endpoint.Asking;
import org.spoor.endpoint.Json;
import tools.jackson.databind.JsonNode;

/** A process that keeps answers, ten at a time, and reports how many it has kept. */
final class AnswerWriter {

  private static final int TOGETHER = 10;

  private AnswerWriter() {}

  static Process start(Path file, int from, int to) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + file.getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                AnswerWriter.class.getName(),
                file.toString(),
                String.valueOf(from),
                String.valueOf(to)))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) {
    int to = Integer.parseInt(args[2]);
    try (AnswerStore store = AnswerStore.open(Path.of(args[0]))) {
      for (int i = Integer.parseInt(args[1]); i < to; i += TOGETHER) {
        Map<AnswerKey, JsonNode> answers = new HashMap<>();
        for (int j = i; j < i + TOGETHER; j++) {
          JsonNode answer = Json.MAPPER.getNodeFactory().stringNode("0x" + "ab".repeat(500) + j);
          answers.put(AnswerKey.of("1", Asking.call(j)), answer);
        }
        store.put(answers, "mine", Instant.EPOCH);
        System.out.println(i + TOGETHER);
      }
    }
  }
}
