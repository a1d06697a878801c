package org.spoor.app.query;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.spoor.graph.DataFolder;
import org.spoor.graph.GraphConnection;
import org.spoor.graph.LocalNeo4j;
import org.spoor.graph.Neo4jLogin;
import org.spoor.graph.RemoteNeo4j;
import org.spoor.model.SpoorException;
import picocli.CommandLine.Option;

/** The option that says which Neo4j is meant. */
public final class GraphOptions {

  @Option(
      names = "--neo4j",
      paramLabel = "URI",
      description =
          "A Neo4j server, for example bolt://host:7687; user and password come from"
              + " SPOOR_NEO4J_USER and SPOOR_NEO4J_PASSWORD, or a file (default: a local server,"
              + " started when needed).")
  private Optional<String> uri = Optional.empty();

  /**
   * How to connect; what the user wrote is checked at once, the server is not waited for.
   *
   * @throws SpoorException INVALID_INPUT if the address or the login is wrong
   */
  public Supplier<GraphConnection> connecting() {
    Optional<Neo4jLogin> remote = uri.map(RemoteNeo4j::login);
    return () -> remote.map(GraphConnection::open).orElseGet(() -> local().connect());
  }

  /** Where it is, as people say it. */
  public String place() {
    return uri.orElse("the local Neo4j");
  }

  /** The server of this user on this machine. */
  static LocalNeo4j local() {
    String lib = System.getProperty("spoor.neo4j.lib", "graph-store/server/target/lib");
    return new LocalNeo4j(DataFolder.ofUser(), Path.of(lib));
  }
}
