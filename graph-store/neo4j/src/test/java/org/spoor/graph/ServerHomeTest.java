package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ServerHomeTest {

  /** The line that {@code neo4j-admin dbms set-initial-password} of 2026.08.1 wrote. */
  @Test
  void initialUser_asTheServersOwnTool() {
    byte[] salt =
        HexFormat.of().parseHex("0094411836bd4595c31c535283da69a2d3dcb515442ac1c01aa9a02ada141e59");

    assertThat(ServerHome.initialUser("abcdefgh12345", salt))
        .isEqualTo(
            "neo4j:SHA-256,"
                + "aee81410fd3dcf13a17f97d252c044c34c8ea7758f707980320bc6aa29933688,"
                + "0094411836bd4595c31c535283da69a2d3dcb515442ac1c01aa9a02ada141e59,1024:\n");
  }
}
