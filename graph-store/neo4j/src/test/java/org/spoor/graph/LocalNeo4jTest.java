package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.kit.FlowGraphStory;
import org.spoor.model.SpoorException;
import org.spoor.model.SpoorException.Kind;
import org.spoor.model.flow.FlowGraphStore;

/** Last, for it ends the server of all tests. */
@Order(Integer.MAX_VALUE)
final class LocalNeo4jTest {

  @TempDir private Path folder;

  @Test
  void status_neverStarted_stopped() {
    assertThat(server(TestServer.lib()).status()).isEqualTo(new ServerStatus.Stopped(false));
    assertThat(server(TestServer.lib()).stop()).isFalse();
  }

  /** With the server of all tests, for a start takes seconds. */
  @Test
  void server_killedStartedStopped_keepsItsData() throws IOException {
    LocalNeo4j server = TestServer.server();
    ServerStatus.Running first = server.start();
    assertThat(server.status()).isEqualTo(first);
    assertThat(server.start()).isEqualTo(first);

    assertThat(PrivateFiles.permissions(server.log().resolveSibling("password")))
        .isEqualTo("rw-------");

    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    try (FlowGraphStore store = TestServer.connect().store()) {
      store.save(story.graph("haircut"));
    }
    TestServer.kill(first.pid());
    assertThat(server.status()).isEqualTo(new ServerStatus.Stopped(true));

    List<ServerStatus.Running> starts =
        Stream.of(1, 2, 3).parallel().map(i -> server.start()).toList();
    ServerStatus.Running second = starts.getFirst();
    assertThat(starts).allMatch(second::equals);
    assertThat(second.pid()).isNotEqualTo(first.pid());
    try (FlowGraphStore store = TestServer.connect().store()) {
      assertThat(store.neighbours(story.hop())).hasSize(2);
    }
    assertThat(server.stop()).isTrue();
    assertThat(server.status()).isEqualTo(new ServerStatus.Stopped(false));
    assertThat(server.stop()).isFalse();
  }

  @Test
  void status_pidOfAnotherProcess_stopped() throws IOException {
    long ownPid = ProcessHandle.current().pid();
    PrivateFiles.createFolders(folder.resolve("neo4j"));
    new ServerState(ownPid, BoltPort.USUAL, Instant.EPOCH).write(folder.resolve("neo4j/state"));

    assertThat(server(folder).status()).isEqualTo(new ServerStatus.Stopped(true));
    assertThat(server(folder).stop()).isFalse();
    assertThat(folder.resolve("neo4j/state")).doesNotExist();
  }

  /** As if the port had gone to somebody else while our own server was starting. */
  @Test
  void connect_anotherServerAtThePort_isTold() throws IOException {
    Path home = folder.resolve("neo4j").toAbsolutePath();
    PrivateFiles.createFolders(home);
    PrivateFiles.write(home.resolve("password"), "of-our-own-server\n");
    PrivateFiles.write(
        home.resolve("server.log"), "java.net.BindException: Address already in use\n");
    Process own =
        new ProcessBuilder("sh", "-c", "read _", "sh", ServerCommand.homeArgument(home)).start();
    int port = TestServer.login().uri().getPort();
    new ServerState(own.pid(), port, Instant.EPOCH).write(home.resolve("state"));
    try {
      assertThatThrownBy(server(TestServer.lib())::connect)
          .isInstanceOfSatisfying(
              SpoorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
          .hasMessageContaining("its port is taken by another server")
          .hasMessageNotContainingAny("of-our-own-server", "\n");
    } finally {
      own.destroyForcibly();
    }
  }

  @Test
  void status_unreadableState_stopped() throws IOException {
    PrivateFiles.createFolders(folder.resolve("neo4j"));
    PrivateFiles.write(folder.resolve("neo4j/state"), "pid=a few\n");

    assertThat(server(folder).status()).isEqualTo(new ServerStatus.Stopped(false));
  }

  @Test
  void free_usualPortTaken_another() throws IOException {
    try (ServerSocket _ = takeUsualPort()) {
      assertThat(BoltPort.free().number()).isNotEqualTo(BoltPort.USUAL).isPositive();
    }
  }

  @Test
  void answers_someoneElseListens_no() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new BoltPort(mute.getLocalPort()).answers()).isFalse();
    }
  }

  @Test
  void start_noLib_unavailable() {
    assertUnavailable(server(folder.resolve("lib")), "no Neo4j server in " + folder);
  }

  @Test
  void start_libWithoutServer_unavailableWithLog() throws IOException {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Files.createFile(lib.resolve("empty.jar"));
    LocalNeo4j server = server(lib);

    assertUnavailable(server, "its class path is incomplete (log: " + server.log() + ")");
  }

  @Test
  void start_folderCannotBeMade_unavailable() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    LocalNeo4j server = new LocalNeo4j(new DataFolder(file), TestServer.lib());

    assertUnavailable(server, "cannot use " + file);
  }

  private LocalNeo4j server(Path lib) {
    return new LocalNeo4j(new DataFolder(folder), lib);
  }

  private static void assertUnavailable(LocalNeo4j server, String reason) {
    assertThatThrownBy(server::start)
        .isInstanceOfSatisfying(
            SpoorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  /** If a server of the machine has it, it is taken already. */
  private static ServerSocket takeUsualPort() throws IOException {
    try {
      return new ServerSocket(BoltPort.USUAL, 1, InetAddress.getLoopbackAddress());
    } catch (BindException taken) {
      return new ServerSocket();
    }
  }
}
