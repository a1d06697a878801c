package org.spoor.app.sources;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Paths as a user writes them: relative ones begin where the file of sources is, {@code ~/} in the
 * user's folder.
 *
 * @param file of sources
 */
record UserPaths(Path file, Path home) {

  private static final String HOME = "~/";

  Path path(Setting place) {
    String text = place.text();
    try {
      return text.startsWith(HOME)
          ? home.resolve(text.substring(HOME.length()))
          : file.resolveSibling(text);
    } catch (InvalidPathException e) {
      throw place.wrong("a path");
    }
  }
}
