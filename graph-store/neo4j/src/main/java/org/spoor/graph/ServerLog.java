package org.spoor.graph;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the local server said since it was started. */
record ServerLog(Path file) {

  /** Words of the operating system, the JVM and Neo4j by which a failure is known, and its name. */
  private enum Cause {
    PORT_TAKEN("Address already in use", "its port is taken"),
    READ_ONLY("Read-only file system", "its folder is on a read-only file system"),
    NO_SPACE("No space left on device", "no space left on the device"),
    LOCKED("FileLockException", "its data are in use by another server"),
    DENIED("AccessDeniedException", "it may not read or write its own folder"),
    NO_MEMORY("Could not reserve enough space", "not enough memory"),
    OUT_OF_MEMORY("OutOfMemoryError", "not enough memory"),
    OLD_JAVA("UnsupportedClassVersionError", "this Java is too old for it"),
    NO_CLASS("ClassNotFoundException", "its class path is incomplete"),
    NO_MAIN("Could not find or load main class", "its class path is incomplete");

    private final String mark;
    private final String meaning;

    Cause(String mark, String meaning) {
      this.mark = mark;
      this.meaning = meaning;
    }
  }

  boolean isPortTaken() {
    return lines().stream().anyMatch(line -> line.contains(Cause.PORT_TAKEN.mark));
  }

  /** In one line why the server ended. */
  String reason() {
    List<String> lines = lines();
    for (Cause cause : Cause.values()) {
      if (lines.stream().anyMatch(line -> line.contains(cause.mark))) {
        return cause.meaning;
      }
    }
    return last(lines, " ERROR ").or(() -> last(lines, "")).orElse("it ended without a word");
  }

  private static Optional<String> last(List<String> lines, String mark) {
    return lines.reversed().stream()
        .filter(line -> line.contains(mark) && !line.isBlank())
        .map(String::strip)
        .findFirst();
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (MalformedInputException e) {
      return List.of();
    } catch (IOException e) {
      return List.of("its log cannot be read: " + IoReason.of(e));
    }
  }
}
