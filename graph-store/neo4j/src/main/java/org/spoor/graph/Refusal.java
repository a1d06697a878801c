package org.spoor.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neo4j.driver.Value;
import org.neo4j.driver.summary.Plan;
import org.neo4j.driver.summary.QueryType;
import org.neo4j.driver.summary.ResultSummary;

/**
 * Why a statement is not run: it would do more than read what is stored. The server's own plan
 * tells, so that neither comments nor strings in a statement can hide what it does.
 */
final class Refusal {

  /** An administration command is one clause, so its first word says what it does. */
  private static final Pattern SHOW =
      Pattern.compile("(?is)(?:\\s++|//[^\\n]*+\\n|/\\*.*?\\*/|CYPHER\\s++[0-9]++)*+SHOW\\s.*");

  private Refusal() {}

  /**
   * @param explained what the server says that it would do
   */
  static Optional<String> of(String statement, ResultSummary explained) {
    List<Plan> steps = explained.queryPlan().stream().flatMap(Refusal::steps).toList();
    Set<String> operators = steps.stream().map(Refusal::operator).collect(Collectors.toSet());
    return reason(statement, explained.queryType(), operators, steps)
        .map(reason -> "the statement " + reason + ", expected one that only reads");
  }

  private static Optional<String> reason(
      String statement, QueryType type, Set<String> operators, List<Plan> steps) {
    if (operators.contains("LoadCSV")) {
      return Optional.of("would make the server fetch a file or an address (LOAD CSV)");
    }
    if (operators.contains("TerminateTransactions")) {
      return Optional.of("would end transactions");
    }
    if (operators.contains("AdministrationCommand")) {
      return SHOW.matcher(statement).matches()
          ? Optional.empty()
          : Optional.of("would change users, databases or settings of the server");
    }
    return switch (type) {
      case READ_ONLY -> Optional.empty();
      case READ_WRITE, WRITE_ONLY -> Optional.of("would write");
      case SCHEMA_WRITE ->
          Optional.of(
              procedure(steps)
                  .map(name -> "calls " + name + ", which may change the server")
                  .orElse("would write"));
    };
  }

  private static Stream<Plan> steps(Plan plan) {
    return Stream.concat(Stream.of(plan), plan.children().stream().flatMap(Refusal::steps));
  }

  /** Without the database that it works in. */
  private static String operator(Plan step) {
    return step.operatorType().replaceFirst("@.*", "");
  }

  private static Optional<String> procedure(List<Plan> steps) {
    return steps.stream()
        .filter(step -> operator(step).equals("ProcedureCall"))
        .flatMap(step -> Optional.ofNullable(step.arguments().get("Details")).stream())
        .map(Value::asString)
        .map(signature -> signature.replaceFirst("(?s)\\(.*", ""))
        .findFirst();
  }
}
