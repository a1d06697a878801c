package org.spoor.graph;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationSeverity;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.FlowGraphStore;

/** An open connection to a Neo4j server: to save flow graphs, and to query them. */
public final class GraphConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Neo4jLogin login;
  private final Driver driver;

  private GraphConnection(Neo4jLogin login, Driver driver) {
    this.login = login;
    this.driver = driver;
  }

  /**
   * @throws SpoorException of kind UNAVAILABLE if the server is out of reach or refuses the login
   */
  public static GraphConnection open(Neo4jLogin login) {
    Driver driver =
        GraphDatabase.driver(
            login.uri(), AuthTokens.basic(login.user(), login.password()), config());
    GraphConnection connection = new GraphConnection(login, driver);
    try {
      driver.verifyConnectivity();
      return connection;
    } catch (Neo4jException e) {
      driver.close();
      throw connection.failure(e);
    }
  }

  /** The driver's own log would repeat failures that we tell. */
  @SuppressWarnings("deprecation")
  private static Config config() {
    return Config.builder()
        .withConnectionTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .withConnectionAcquisitionTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .withMaxTransactionRetryTime(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .withMinimumNotificationSeverity(NotificationSeverity.OFF)
        .withLogging(Logging.none())
        .withUserAgent("spoor")
        .withTelemetryDisabled(true)
        .build();
  }

  /** Cypher that only reads, for at most that long each; zero is no limit. */
  public CypherQuery query(Duration limit) {
    return new CypherQuery(this, limit);
  }

  /** Keeps flow graphs here; closing the store closes this connection. */
  public FlowGraphStore store() {
    return new Neo4jFlowGraphStore(this);
  }

  /** Works in a session; what the server says against it becomes a {@link SpoorException}. */
  <T> T call(AccessMode mode, Function<Session, T> work) {
    SessionConfig config = SessionConfig.builder().withDefaultAccessMode(mode).build();
    try (Session session = driver.session(config)) {
      return work.apply(session);
    } catch (Neo4jException e) {
      throw failure(e);
    }
  }

  SpoorException failure(Neo4jException e) {
    return DriverFailure.of(e).toException(login.uri(), login.user());
  }

  /** Does not wait for the driver's threads, which take their time and hold nothing of ours. */
  @Override
  public void close() {
    var _ = driver.closeAsync();
  }
}
