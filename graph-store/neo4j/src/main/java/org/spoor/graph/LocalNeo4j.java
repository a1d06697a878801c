package org.spoor.graph;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.neo4j.driver.exceptions.SecurityException;
import org.spoor.model.SpoorException;

/**
 * The Neo4j Community server of this user on this machine: it keeps its data in the user's data
 * folder, listens on the loopback interface, and stays up until it is stopped.
 */
public final class LocalNeo4j {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final long LEAST_SPACE_MIB = 200;

  /** A file's lock keeps out other processes, this one the other threads of our own. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final Path lib;
  private final ServerHome home;
  private final List<String> javaOptions;

  /**
   * @param lib the folder with the server's jars
   */
  public LocalNeo4j(DataFolder data, Path lib) {
    this(data, lib, List.of());
  }

  LocalNeo4j(DataFolder data, Path lib, List<String> javaOptions) {
    this.javaOptions = javaOptions;
    this.lib = lib.toAbsolutePath().normalize();
    this.home = new ServerHome(data.path().resolve("neo4j"));
  }

  /** What the server said when it was last started. */
  public Path log() {
    return home.log();
  }

  public ServerStatus status() {
    Optional<ServerState> state = ServerState.read(home.state());
    if (state.isEmpty()) {
      return new ServerStatus.Stopped(false);
    }
    ServerState known = state.get();
    if (known.process(home.path()).isEmpty()) {
      return new ServerStatus.Stopped(true);
    }
    BoltPort port = new BoltPort(known.port());
    return port.answers()
        ? new ServerStatus.Running(port.uri(), known.pid(), known.since())
        : new ServerStatus.Silent(port.uri(), known.pid(), known.since());
  }

  /**
   * Starts the server, or finds it up; two commands may do so at once.
   *
   * @throws SpoorException of kind UNAVAILABLE if it does not come up
   */
  public ServerStatus.Running start() {
    if (status() instanceof ServerStatus.Running running) {
      return running;
    }
    checkLib();
    return locked(this::startAlone);
  }

  /**
   * Stops the server and waits for its end.
   *
   * @return whether it was up
   */
  public boolean stop() {
    return Files.exists(home.state()) && locked(this::stopAlone);
  }

  /**
   * Starts the server, or finds it up, and connects to it.
   *
   * @throws SpoorException of kind UNAVAILABLE if it does not come up, or another server answers in
   *     its place
   */
  public GraphConnection connect() {
    ServerStatus.Running running = start();
    try {
      return GraphConnection.open(login(running));
    } catch (SpoorException e) {
      throw e.getCause() instanceof SecurityException ? stranger(running, e) : e;
    }
  }

  /** Our own server was made with the password on record. */
  private SpoorException stranger(ServerStatus.Running running, SpoorException refusal) {
    boolean known = new ServerLog(home.log()).isPortTaken() || !running.equals(status());
    return SpoorException.unavailable(
        known
            ? "the local Neo4j is not up: its port is taken by another server, at " + running.uri()
            : "%s refuses the password in %s: its port is taken by another server than the local Neo4j, or the password was changed"
                .formatted(running.uri(), home.passwordFile()),
        refusal);
  }

  /** Where the server is reached and how to log in. */
  Neo4jLogin login(ServerStatus.Running running) {
    try {
      return new Neo4jLogin(running.uri(), ServerHome.USER, home.password());
    } catch (IOException e) {
      throw unavailable("the password of the local Neo4j cannot be read", e);
    }
  }

  private ServerStatus.Running startAlone() throws IOException {
    switch (status()) {
      case ServerStatus.Running running -> {
        return running;
      }
      case ServerStatus.Silent silent -> {
        return awaited(silent);
      }
      case ServerStatus.Stopped stopped -> Files.deleteIfExists(home.state());
    }
    checkSpace();
    BoltPort port = BoltPort.free();
    home.prepare(port.number());
    Process process = new ServerCommand(lib, home.path(), javaOptions).start(home.log());
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    new ServerState(process.pid(), port.number(), since).write(home.state());
    return awaited(new ServerStatus.Silent(port.uri(), process.pid(), since));
  }

  private ServerStatus.Running awaited(ServerStatus.Silent silent) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      switch (status()) {
        case ServerStatus.Running running -> {
          return running;
        }
        case ServerStatus.Silent starting -> pause();
        case ServerStatus.Stopped stopped -> throw failure(new ServerLog(home.log()).reason());
      }
    }
    throw failure("process %d does not answer on %s".formatted(silent.pid(), silent.uri()));
  }

  private SpoorException failure(String reason) {
    return SpoorException.unavailable(
        "the local Neo4j did not start: %s (log: %s)".formatted(reason, home.log()));
  }

  private boolean stopAlone() throws IOException {
    Optional<ProcessHandle> process =
        ServerState.read(home.state()).flatMap(s -> s.process(home.path()));
    process.ifPresent(this::end);
    Files.deleteIfExists(home.state());
    return process.isPresent();
  }

  private void end(ProcessHandle process) {
    process.destroy();
    if (!hasEnded(process)) {
      process.destroyForcibly();
      if (!hasEnded(process)) {
        throw SpoorException.unavailable(
            "the local Neo4j, process %d, does not end".formatted(process.pid()));
      }
    }
  }

  /** Asks for the process anew: the end of one that is not our child is not told to us. */
  private boolean hasEnded(ProcessHandle process) {
    Instant deadline = Instant.now().plus(PATIENCE.dividedBy(4));
    ServerState same = new ServerState(process.pid(), 0, Instant.EPOCH);
    while (same.process(home.path()).isPresent() && Instant.now().isBefore(deadline)) {
      pause();
    }
    return same.process(home.path()).isEmpty();
  }

  private void checkLib() {
    try (Stream<Path> files = Files.list(lib)) {
      if (files.noneMatch(f -> f.getFileName().toString().endsWith(".jar"))) {
        throw SpoorException.unavailable("no Neo4j server in " + lib + ": the folder has no jar");
      }
    } catch (IOException e) {
      throw unavailable("no Neo4j server in " + lib, e);
    }
  }

  private void checkSpace() throws IOException {
    long mib = Files.getFileStore(home.path()).getUsableSpace() >> 20;
    if (mib < LEAST_SPACE_MIB) {
      throw SpoorException.unavailable(
          "the local Neo4j did not start: %d MiB free in %s, expected at least %d"
              .formatted(mib, home.path(), LEAST_SPACE_MIB));
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T locked(Step<T> step) {
    ONE_AT_A_TIME.lock();
    try {
      PrivateFiles.createFolders(home.path());
      try (FileChannel file =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        file.lock();
        return step.run();
      }
    } catch (IOException e) {
      throw unavailable("the local Neo4j cannot use " + home.path(), e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  private static SpoorException unavailable(String what, IOException cause) {
    return SpoorException.unavailable(what + ": " + IoReason.of(cause), cause);
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpoorException.unavailable("interrupted while waiting for the local Neo4j", e);
    }
  }
}
