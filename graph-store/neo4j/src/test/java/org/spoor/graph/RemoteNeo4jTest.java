package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.SpoorException;

final class RemoteNeo4jTest {

  private static final String URI = "bolt://graph.example:7687";

  @TempDir private Path home;

  @Test
  void at_environment_namesUserAndPassword() {
    Neo4jLogin login =
        with(Map.of("SPOOR_NEO4J_USER", "ann", "SPOOR_NEO4J_PASSWORD", "pass:word")).at(URI);

    assertThat(login.user()).isEqualTo("ann");
    assertThat(login.password()).isEqualTo("pass:word");
  }

  @Test
  void at_userWithoutPassword_refused() {
    assertRefused(Map.of("SPOOR_NEO4J_USER", "ann"), URI, "SPOOR_NEO4J_PASSWORD is not");
  }

  @Test
  void at_usualFile_namesUserAndPassword() throws IOException {
    authFile("ann:pass:word\n");

    assertThat(with(Map.of()).at(URI).password()).isEqualTo("pass:word");
  }

  @Test
  void at_fileOpenToOthers_refused() throws IOException {
    Path file = authFile("ann:secret-word\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertRefused(Map.of(), URI, "open to other users (rw-r-----)");
  }

  @Test
  void at_fileOfAnotherForm_refusedWithoutItsContent() throws IOException {
    authFile("secret-word\n");

    assertRefused(Map.of(), URI, "expected user:password");
  }

  @Test
  void at_nothingSet_refused() {
    assertRefused(Map.of(), URI, "no user and password for " + URI);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"graph.example:7687", "http://graph.example", "bolt://", "", "bolt://a b"})
  void at_noBoltAddress_refused(String uri) {
    assertRefused(Map.of(), uri, "is no address of a Neo4j server");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bolt://localhost:99999", "neo4j://localhost:0"})
  void at_noSuchPort_refused(String uri) {
    assertRefused(Map.of(), uri, "expected one from 1 to 65535");
  }

  @Test
  void at_passwordInAddress_refusedWithoutIt() {
    assertRefused(Map.of(), "bolt://ann:secret-word@graph.example", "holds a user or password");
  }

  private RemoteNeo4j with(Map<String, String> environment) {
    return new RemoteNeo4j(environment, home);
  }

  private Path authFile(String content) throws IOException {
    Path file = home.resolve(".config/spoor/neo4j.auth");
    Files.createDirectories(file.getParent());
    PrivateFiles.write(file, content);
    return file;
  }

  private void assertRefused(Map<String, String> environment, String uri, String complaint) {
    assertThatThrownBy(() -> with(environment).at(uri))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("secret-word");
  }
}
