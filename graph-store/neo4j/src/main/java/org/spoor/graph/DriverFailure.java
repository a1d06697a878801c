package org.spoor.graph;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.spoor.model.SpoorException;

/** What a Neo4j server or its driver says against a piece of work, told in our own terms. */
record DriverFailure(Neo4jException cause) {

  static DriverFailure of(Neo4jException cause) {
    return new DriverFailure(cause);
  }

  SpoorException toException(URI uri, String user) {
    if (isTimeout()) {
      return SpoorException.unavailable("the query took too long and was ended", cause);
    }
    return switch (cause) {
      case AuthenticationException refused ->
          unavailable("Neo4j at " + uri + " refuses user '" + user + "'");
      case SecurityException refused -> unavailable("Neo4j at " + uri + ": " + firstLine());
      case ServiceUnavailableException gone ->
          unavailable("Neo4j at " + uri + " is out of reach: " + rootReason());
      case SessionExpiredException gone ->
          unavailable("Neo4j at " + uri + " is out of reach: " + rootReason());
      case ClientException mistaken when isOfTheStatement() ->
          SpoorException.invalidInput("Cypher is refused: " + firstLine());
      default -> unavailable("Neo4j at " + uri + " failed: " + firstLine());
    };
  }

  private SpoorException unavailable(String message) {
    return SpoorException.unavailable(message, cause);
  }

  /** Whether the server says that what it was asked is wrong, not that it cannot be reached. */
  private boolean isOfTheStatement() {
    return Objects.requireNonNullElse(cause.code(), "").startsWith("Neo.ClientError.Statement");
  }

  private boolean isTimeout() {
    String code = Objects.requireNonNullElse(cause.code(), "").toLowerCase(Locale.ROOT);
    return code.contains("transactiontimedout");
  }

  private String firstLine() {
    return lineOf(cause);
  }

  /** The driver wraps what the operating system said in words about load balancers. */
  private String rootReason() {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return lineOf(root);
  }

  private static String lineOf(Throwable failure) {
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    return message.lines().findFirst().orElse(failure.getClass().getSimpleName());
  }
}
