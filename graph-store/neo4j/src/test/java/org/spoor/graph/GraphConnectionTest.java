package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.spoor.model.SpoorException;
import org.spoor.model.SpoorException.Kind;

final class GraphConnectionTest {

  @Test
  void open_nobodyListens_unavailableInOneLine() throws IOException {
    Neo4jLogin nobody = new Neo4jLogin(new BoltPort(freePort()).uri(), "neo4j", "secret-word");

    assertUnavailable(nobody, "out of reach");
  }

  @Test
  void open_wrongPassword_unavailableWithoutThePassword() {
    Neo4jLogin wrong = new Neo4jLogin(TestServer.login().uri(), "neo4j", "secret-word");

    assertUnavailable(wrong, "refuses user 'neo4j'");
  }

  @Test
  void toString_login_hidesThePassword() {
    assertThat(TestServer.login().toString()).doesNotContain(TestServer.login().password());
  }

  private static void assertUnavailable(Neo4jLogin login, String reason) {
    assertThatThrownBy(() -> GraphConnection.open(login))
        .isInstanceOfSatisfying(
            SpoorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
        .hasMessageContaining(login.uri().toString())
        .hasMessageContaining(reason)
        .hasMessageNotContainingAny("secret-word", "\n");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
