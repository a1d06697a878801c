package org.spoor.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Texts that outputs are compared with. With {@code -Dspoor.golden.write=FOLDER} they are written
 * anew there, to be looked at before they are kept.
 */
public final class Golden {

  private Golden() {}

  /** The text of that name, written first if that is asked for. */
  public static String text(String name, List<String> actual) {
    return text(name, String.join("\n", actual) + "\n");
  }

  /** The text of that name, written first if that is asked for. */
  public static String text(String name, String actual) {
    String folder = System.getProperty("spoor.golden.write", "");
    try {
      if (!folder.isEmpty()) {
        Path file = Path.of(folder).resolve(name);
        Files.createDirectories(Path.of(folder).resolve(name).resolveSibling(""));
        Files.writeString(file, actual);
        return actual;
      }
      return read(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String name) throws IOException {
    try (InputStream text = Golden.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("no golden text " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
