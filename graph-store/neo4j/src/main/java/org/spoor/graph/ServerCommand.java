package org.spoor.graph;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a Community server is started: a process of its own, with its own class path, that outlives
 * the command that started it.
 *
 * @param lib the folder with the server's jars
 * @param home the folder with its configuration, data and logs
 * @param more options of its Java, beside the usual ones
 */
record ServerCommand(Path lib, Path home, List<String> more) {

  private static final long MIB = 1L << 20;

  /**
   * Ctrl-C and the closing of a terminal reach all that was started there: the server ignores them,
   * and leaves the terminal's session where the system knows how to.
   */
  private static final String DETACHED =
      "umask 077; trap '' HUP INT TSTP; command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

  static String homeArgument(Path home) {
    return "--home-dir=" + home;
  }

  Process start(Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(detached(), java()).toList())
            .directory(home.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("SPOOR_") || name.startsWith("NEO4J_"));
    builder.environment().remove("JDK_JAVA_OPTIONS");
    return builder.start();
  }

  private static Stream<String> detached() {
    return Stream.of("/bin/sh", "-c", DETACHED, "spoor-neo4j");
  }

  private Stream<String> java() {
    return Stream.of(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            options(),
            more,
            List.of("-cp", lib.resolve("*").toString(), "org.neo4j.server.Neo4jCommunity"),
            List.of(homeArgument(home), "--config-dir=" + home.resolve("conf"), "--console-mode"))
        .flatMap(List::stream);
  }

  /** Quick to start: an archive of loaded classes, made when the server first stops. */
  private List<String> options() {
    long heap = Math.clamp(memoryMib() / 6, 256, 2048);
    return List.of(
        "-Xms" + heap / 2 + "m",
        "-Xmn" + heap * 3 / 8 + "m",
        "-Xmx" + heap + "m",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + home.resolve("classes.jsa"),
        "-Xlog:disable",
        "-Xlog:all=error:stderr",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dfile.encoding=UTF-8");
  }

  /** Memory for cached pages of the store, in MiB. */
  static long pageCacheMib() {
    return Math.clamp(memoryMib() / 8, 32, 512);
  }

  private static long memoryMib() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return system.getTotalMemorySize() / MIB;
  }
}
