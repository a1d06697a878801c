package org.spoor.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real local server, one for all tests of a JVM, in a folder of its own. */
final class TestServer {

  /** It does not live long enough for what is compiled with more care to pay. */
  private static final String QUICK_TO_COMPILE = "-XX:TieredStopAtLevel=1";

  private static final TestServer ONE = new TestServer(folder("spoor-test"));

  private final LocalNeo4j server;

  private TestServer(Path data) {
    server = new LocalNeo4j(new DataFolder(data), lib(), List.of(QUICK_TO_COMPILE));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              if (server.status() instanceof ServerStatus.Running running) {
                kill(running.pid());
              }
              delete(data);
            }));
  }

  /** The server itself, for the test that ends it: whoever needs it next starts it again. */
  static LocalNeo4j server() {
    return ONE.server;
  }

  static Neo4jLogin login() {
    return ONE.server.login(ONE.server.start());
  }

  static GraphConnection connect() {
    return GraphConnection.open(login());
  }

  static Path lib() {
    return Path.of(
        Optional.ofNullable(System.getProperty("spoor.neo4j.lib"))
            .orElseThrow(() ->
                new IllegalStateException(
                    "system property spoor.neo4j.lib: expected the folder of the server's jars")));
  }

  static Path folder(String name) {
    try {
      return Files.createTempDirectory(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plain stop would write an archive for the next start, which there is none of. */
  static void kill(long pid) {
    ProcessHandle.of(pid)
        .ifPresent(process -> {
          process.destroyForcibly();
          process.onExit().join();
        });
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
