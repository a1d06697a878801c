package org.spoor.app.input;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.SpoorException;

/** What a user wants traced: the id of a shipped incident, or the path of a case folder. */
public final class Subject {

  private Subject() {}

  /**
   * The case folder that is meant.
   *
   * @throws SpoorException INVALID_INPUT if there is none, with the ids that come near
   */
  public static Path folder(String text) {
    return ShippedIncidents.find(text)
        .or(() -> path(text))
        .orElseThrow(() -> unknown(text, "or the path of a case folder"));
  }

  /**
   * The case folder of a shipped incident.
   *
   * @throws SpoorException INVALID_INPUT if there is none, with the ids that come near
   */
  public static Path shipped(String id) {
    return ShippedIncidents.find(id).orElseThrow(() -> unknown(id, "one of spoor incidents"));
  }

  private static Optional<Path> path(String text) {
    try {
      Path path = Path.of(text);
      boolean meant = text.contains(File.separator) || text.startsWith(".");
      boolean exists = !text.isBlank() && Files.isDirectory(path);
      return meant || exists ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static SpoorException unknown(String text, String expected) {
    String near = String.join(", ", Suggestions.near(text, ShippedIncidents.ids()));
    return SpoorException.invalidInput(
        near.isEmpty()
            ? "unknown incident '%s': expected the id of a shipped incident, %s"
                .formatted(text, expected)
            : "unknown incident '%s': did you mean %s?".formatted(text, near));
  }
}
