package org.spoor.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real local server, started once for all tests of a JVM in a folder of its own. */
final class TestServer {

  private static final TestServer ONE = new TestServer(folder("spoor-test"));

  private final LocalNeo4j server;
  private final ServerStatus.Running running;

  private TestServer(Path data) {
    server = new LocalNeo4j(new DataFolder(data), lib());
    running = server.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              kill(running.pid());
              delete(data);
            }));
  }

  static Neo4jLogin login() {
    return ONE.server.login(ONE.running);
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
