package org.spoor.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.summary.QueryType;
import org.spoor.model.SpoorException;

/** Runs Cypher that only reads; a statement that would write is refused before it runs. */
public final class CypherQuery {

  /** On a line of its own: errors name the columns of the statement as it was given. */
  private static final String EXPLAIN = "EXPLAIN\n";

  private final GraphConnection connection;
  private final TransactionConfig limit;

  CypherQuery(GraphConnection connection, Duration limit) {
    this.connection = connection;
    this.limit = TransactionConfig.builder().withTimeout(limit).build();
  }

  /**
   * Runs a recipe.
   *
   * @param arguments by the names of the recipe's parameters; those left out take their defaults
   * @throws SpoorException of kind INVALID_INPUT if an argument is missing, unknown or no such
   *     value
   */
  public QueryResult run(Recipe recipe, Map<String, String> arguments, int most) {
    return run(recipe.statement(), recipe.bind(arguments), most);
  }

  /**
   * Runs a statement.
   *
   * @param most rows that are read; the rest stays with the server
   * @throws SpoorException of kind INVALID_INPUT if it is no Cypher or would write; UNAVAILABLE if
   *     it takes too long or the server is out of reach
   */
  public QueryResult run(String statement, Map<String, Object> parameters, int most) {
    return connection.call(
        AccessMode.READ,
        session -> {
          refuseWrites(session, statement, parameters);
          return rows(session.run(statement, parameters, limit), most);
        });
  }

  /** The server would refuse a write itself, in words about access modes. */
  private void refuseWrites(Session session, String statement, Map<String, Object> parameters) {
    QueryType type = session.run(EXPLAIN + statement, parameters, limit).consume().queryType();
    if (type != QueryType.READ_ONLY) {
      throw SpoorException.invalidInput("the statement would write, expected one that only reads");
    }
  }

  private static QueryResult rows(Result result, int most) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    while (rows.size() < most && result.hasNext()) {
      rows.add(plain(result.next()));
    }
    return new QueryResult(result.keys(), rows, result.hasNext());
  }

  private static List<@Nullable Object> plain(Record row) {
    List<@Nullable Object> values = new ArrayList<>();
    row.values().forEach(value -> values.add(PlainValue.of(value)));
    return values;
  }
}
