package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.AccessMode;
import org.spoor.model.SpoorException;
import org.spoor.model.SpoorException.Kind;

final class CypherQueryTest {

  private final GraphConnection connection = TestServer.connect();

  @AfterEach
  void close() {
    connection.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE (:Intruder)",
        "MATCH (n) DETACH DELETE n",
        "CALL db.createLabel('Intruder')",
        "CALL { CREATE (:Intruder) } IN TRANSACTIONS",
        "CREATE INDEX intruder FOR (n:Intruder) ON (n.x)",
        "CREATE USER intruder SET PASSWORD 'a-long-password'",
        "PROFILE CREATE (:Intruder)",
        "EXPLAIN CREATE (:Intruder)",
        "CALL dbms.components() YIELD name CREATE (:Intruder)",
        "/* SHOW */ CREATE USER intruder SET PASSWORD 'a-long-password'",
      })
  void run_write_refused(String statement) {
    assertRefused(statement, Kind.INVALID_INPUT);
    assertThat(run("MATCH (n:Intruder) RETURN count(n) AS n").rows()).containsExactly(List.of(0L));
  }

  @Test
  void run_noCypher_refusedWithPlace() {
    assertThatThrownBy(() -> run("MATCH (n RETURN n"))
        .isInstanceOf(SpoorException.class)
        .hasMessageContaining("column 10")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOAD CSV FROM 'http://127.0.0.1:9/x' AS row RETURN row",
        "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
        "RETURN COLLECT { LOAD CSV FROM 'http://127.0.0.1:9/x' AS row RETURN row } AS rows",
      })
  void run_loadCsv_refusedBeforeItIsFetched(String statement) {
    assertThatThrownBy(() -> run(statement))
        .isInstanceOfSatisfying(
            SpoorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID_INPUT))
        .hasMessage(
            "the statement would make the server fetch a file or an address (LOAD CSV), expected"
                + " one that only reads");
  }

  @Test
  void server_loadCsv_fetchesNoAddress() {
    String statement = "LOAD CSV FROM 'http://127.0.0.1:9/x' AS row RETURN row";
    assertThatThrownBy(
            () -> connection.call(AccessMode.READ, session -> session.run(statement).consume()))
        .hasMessageContaining("cypher_ip_blocklist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CALL dbms.components()                  | calls dbms.components, which may change
          TERMINATE TRANSACTION 'neo4j-transaction-1' | would end transactions
          DROP USER intruder                      | would change users, databases or settings
          CREATE (:Intruder)                      | would write
          """)
  void run_moreThanReading_refusedWithTheTrueReason(String statement, String reason) {
    assertThatThrownBy(() -> run(statement)).hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW DATABASES",
        "show users",
        "// who\n /* am I */ CYPHER 25 SHOW CURRENT USER YIELD user RETURN user",
        "SHOW INDEXES",
        "CALL db.labels()"
      })
  void run_whatTheServerShows_isRead(String statement) {
    assertThat(run(statement).columns()).isNotEmpty();
  }

  @Test
  void run_noCypher_placeIsThatInTheStatementAsGiven() {
    assertThatThrownBy(() -> run("MATCH (n)\nRETURN n,"))
        .hasMessageContaining("(line 2, column 10 (offset: 19))");
  }

  @Test
  void run_noLimitOfTime_runs() {
    assertThat(connection.query(Duration.ZERO).run("RETURN 1 AS n", Map.of(), 1).rows())
        .containsExactly(List.of(1L));
  }

  @Test
  void run_moreRowsThanAsked_cutOff() {
    QueryResult result = query().run("UNWIND range(1, 1000000) AS n RETURN n", Map.of(), 2);

    assertThat(result)
        .isEqualTo(new QueryResult(List.of("n"), List.of(List.of(1L), List.of(2L)), true));
  }

  @Test
  void run_parameters_bound() {
    assertThat(query().run("RETURN $x AS x", Map.of("x", "'; CREATE (:X)"), 1).rows())
        .containsExactly(List.of("'; CREATE (:X)"));
  }

  @Test
  void run_otherKindsOfValue_plain() {
    assertThat(
            run("RETURN [1, 'a'] AS list, {x: true} AS map, datetime('2025-02-21T14:16:11Z') AS t")
                .rows())
        .containsExactly(List.of(List.of(1L, "a"), Map.of("x", true), "2025-02-21T14:16:11Z"));
  }

  @Test
  void run_longerThanAllowed_unavailable() {
    CypherQuery impatient = connection.query(Duration.ofMillis(200));

    assertThatThrownBy(() ->
            impatient.run(
                "UNWIND range(1, 10000000) AS a UNWIND range(1, 10000) AS b RETURN count(*) AS n",
                Map.of(),
                1))
        .isInstanceOfSatisfying(
            SpoorException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  private void assertRefused(String statement, Kind kind) {
    assertThatThrownBy(() -> run(statement))
        .isInstanceOfSatisfying(SpoorException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private QueryResult run(String statement) {
    return query().run(statement, Map.of(), 10);
  }

  private CypherQuery query() {
    return connection.query(Duration.ofSeconds(30));
  }
}
