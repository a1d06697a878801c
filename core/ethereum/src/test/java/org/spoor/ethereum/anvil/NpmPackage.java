package org.spoor.ethereum.anvil;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A package that the machine's npm installs for the tests, once, into the user's cache folder.
 *
 * @param name with its scope
 * @param version exact
 */
record NpmPackage(String name, String version) {

  /** The folder that holds {@code node_modules}; the test is skipped if npm cannot provide it. */
  Path folder() {
    Path folder = cache().resolve(name.replaceAll("[@/]", "") + "-" + version);
    if (!Files.isDirectory(folder)) {
      install(folder);
    }
    return folder;
  }

  /** A file of the package. */
  Path file(String path) {
    return folder().resolve("node_modules").resolve(name).resolve(path);
  }

  /** Into a folder of its own that is then renamed, so that two builds do not meet. */
  private void install(Path folder) {
    try {
      Files.createDirectories(folder.getParent());
      Path own = Files.createTempDirectory(folder.getParent(), "install");
      try {
        npm(own);
        Files.move(own, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        delete(own);
        if (!Files.isDirectory(folder)) {
          throw e;
        }
      }
    } catch (IOException e) {
      skip(e);
    }
  }

  private void npm(Path into) throws IOException {
    String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
    String target = name + "@" + version;
    List<String> command =
        List.of(
            npm,
            "install",
            "--prefix",
            into.toString(),
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel=error",
            target);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (waitFor(process) != 0) {
      throw new IOException("npm says: " + said.lines().findFirst().orElse("nothing"));
    }
  }

  /** Ends a test that cannot be made here; said also where skipped tests are not shown. */
  private void skip(IOException why) {
    String line = name + "@" + version + " is not at hand: " + why;
    System.err.println("test skipped: " + line);
    abort(line);
  }

  static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Path cache() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
        .resolve("spoor-tests");
  }
}
