package org.spoor.graph;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;

/**
 * What the last start of the local server left on record.
 *
 * @param port on which it listens for Bolt on the loopback interface
 */
record ServerState(long pid, int port, Instant since) {

  /** The record, unless there is none or it cannot be understood. */
  static Optional<ServerState> read(Path file) {
    try {
      Properties lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new ServerState(
              Long.parseLong(lines.getProperty("pid", "")),
              Integer.parseInt(lines.getProperty("port", "")),
              Instant.parse(lines.getProperty("since", ""))));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    PrivateFiles.write(file, "pid=%d%nport=%d%nsince=%s%n".formatted(pid, port, since));
  }

  /**
   * The process on record if it runs and is the server of that home folder; a process id alone may
   * long belong to somebody else.
   */
  Optional<ProcessHandle> process(Path home) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(p -> hasArgument(p, ServerCommand.homeArgument(home)));
  }

  private static boolean hasArgument(ProcessHandle process, String argument) {
    return Arrays.asList(process.info().arguments().orElse(new String[0])).contains(argument);
  }
}
