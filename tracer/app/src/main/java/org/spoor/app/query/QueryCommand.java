package org.spoor.app.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.spoor.app.input.Suggestions;
import org.spoor.app.input.WholeNumber;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.PlainJson;
import org.spoor.app.terminal.Printable;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.graph.CypherQuery;
import org.spoor.graph.GraphConnection;
import org.spoor.graph.QueryResult;
import org.spoor.graph.Recipe;
import org.spoor.model.SpoorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spoor query}: asks the stored flow graphs. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Asks the stored flow graphs: a named recipe, or a Cypher statement that only reads.",
    footer = {
      "",
      "Examples:",
      "  spoor query --list",
      "  spoor query where-is-the-money",
      "  spoor query who-touched-it --param incident=tutorial-harbour",
      "  spoor query 'MATCH (a:Address) RETURN count(a) AS addresses' --json"
    })
public final class QueryCommand implements Runnable {

  private final Output output;

  @Parameters(
      arity = "0..1",
      paramLabel = "RECIPE|CYPHER",
      description = "The name of a recipe, or a Cypher statement.")
  private Optional<String> question = Optional.empty();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter of the recipe or statement. May be repeated.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--list", description = "List the recipes and their parameters.")
  private boolean list;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "100",
      description = "Rows to show at most (default: 100).")
  private int limit = 100;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = WholeNumber.class,
      defaultValue = "60",
      description = "Seconds that the statement may take; 0 is no limit (default: 60).")
  private int timeout = 60;

  @Option(names = "--json", description = "Print JSON: an array with an object for each row.")
  private boolean json;

  @Mixin private final GraphOptions graph = new GraphOptions();

  public QueryCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    if (list) {
      output.print(recipes());
      return;
    }
    String text =
        question
            .filter(given -> !given.isBlank())
            .orElseThrow(() ->
                SpoorException.invalidInput(
                    "which question? expected a Cypher statement, or one of "
                        + String.join(", ", names())));
    Optional<Recipe> recipe = recipe(text);
    try (GraphConnection connection = graph.connecting().get()) {
      CypherQuery query = connection.query(Duration.ofSeconds(timeout));
      QueryResult result =
          recipe
              .map(r -> query.run(r, parameters, limit))
              .orElseGet(() -> query.run(text, Map.copyOf(parameters), limit));
      show(result);
      if (recipe.isPresent() && result.rows().isEmpty() && limit > 0) {
        query.notStored(parameters).forEach(this::hint);
      }
    }
  }

  /** Not on standard output, where it would be part of the answer. */
  private void hint(String line) {
    output.err().println("spoor: " + Printable.of(line));
  }

  /** One word is meant to be a recipe. */
  private static Optional<Recipe> recipe(String text) {
    Optional<Recipe> recipe = Recipe.find(text);
    if (recipe.isEmpty() && text.matches("[\\w-]+")) {
      List<String> near = Suggestions.near(text, names());
      throw SpoorException.invalidInput(
          near.isEmpty()
              ? "unknown recipe '%s': expected one of %s"
                  .formatted(text, String.join(", ", names()))
              : "unknown recipe '%s': did you mean %s?".formatted(text, String.join(", ", near)));
    }
    return recipe;
  }

  private static List<String> names() {
    return Recipe.all().stream().map(Recipe::name).toList();
  }

  private List<String> recipes() {
    List<String> lines = new ArrayList<>();
    for (Recipe recipe : Recipe.all()) {
      lines.add(recipe.name());
      lines.add("  " + recipe.title());
      Table table = new Table(Column.left(""), Column.text(""));
      recipe
          .parameters()
          .forEach(p ->
              table.row("    --param " + p.name() + "=" + p.usual().orElse("..."), p.meaning()));
      lines.addAll(table.lines(output.width()));
    }
    return lines;
  }

  private void show(QueryResult result) {
    if (json) {
      PlainJson.print(
          result.rows().stream().map(row -> members(result.columns(), row)).toList(), output.out());
    } else {
      output.print(new QueryTable(output.width()).lines(result));
    }
  }

  private static Map<String, @Nullable Object> members(
      List<String> columns, List<@Nullable Object> row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      members.put(columns.get(i), row.get(i));
    }
    return members;
  }
}
