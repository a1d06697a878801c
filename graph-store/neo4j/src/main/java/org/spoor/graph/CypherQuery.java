package org.spoor.graph;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.summary.ResultSummary;
import org.spoor.model.SpoorException;

/** Runs Cypher that only reads; a statement that would do more is refused before it runs. */
public final class CypherQuery {

  /** On a line of its own: errors name the columns of the statement as it was given. */
  private static final String EXPLAIN = "EXPLAIN\n";

  private static final Pattern PLACE =
      Pattern.compile("\\(line ([0-9]{1,9}), column ([0-9]+) \\(offset: ([0-9]{1,9})\\)\\)");

  private final GraphConnection connection;
  private final TransactionConfig limit;

  /**
   * @param limit for each statement; zero is no limit
   */
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
   * @throws SpoorException of kind INVALID_INPUT if it is no Cypher or would do more than read;
   *     UNAVAILABLE if it takes too long or the server is out of reach
   */
  public QueryResult run(String statement, Map<String, Object> parameters, int most) {
    return connection.call(
        AccessMode.READ,
        session -> {
          Refusal.of(statement, explained(session, statement, parameters))
              .ifPresent(why -> {
                throw SpoorException.invalidInput(why);
              });
          return rows(session.run(statement, parameters, limit), most);
        });
  }

  /**
   * Why a recipe that found nothing may have found nothing: a line for each argument that names
   * traces which are not stored, with those that are.
   */
  public List<String> notStored(Map<String, String> arguments) {
    return new StoredTraces(this).lacking(arguments);
  }

  private ResultSummary explained(
      Session session, String statement, Map<String, Object> parameters) {
    try {
      return session.run(EXPLAIN + statement, parameters, limit).consume();
    } catch (Neo4jException e) {
      SpoorException failure = connection.failure(e);
      throw failure.kind() == SpoorException.Kind.INVALID_INPUT
          ? SpoorException.invalidInput(asTyped(String.valueOf(failure.getMessage())))
          : failure;
    }
  }

  /** The places that the server names are those in the text that it was given. */
  static String asTyped(String message) {
    return PLACE
        .matcher(message)
        .replaceAll(place ->
            "(line %d, column %s (offset: %d))"
                .formatted(
                    Long.parseLong(place.group(1)) - 1,
                    place.group(2),
                    Long.parseLong(place.group(3)) - EXPLAIN.length()));
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
