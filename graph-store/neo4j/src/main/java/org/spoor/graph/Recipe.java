package org.spoor.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spoor.model.SpoorException;

/**
 * A named Cypher statement that answers a usual question.
 *
 * @param title what it answers
 */
public record Recipe(String name, String title, List<Parameter> parameters, String statement) {

  private static final List<String> NAMES =
      List.of("where-is-the-money", "largest-paths", "who-touched-it", "path-between");

  /** A line of the head: {@code // $name kind = default : meaning}; no default, no way without. */
  private static final Pattern PARAMETER =
      Pattern.compile("// \\$(\\w+) (text|number)(?: = (\\S*))? : (.+)");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /**
   * A value that a recipe asks for.
   *
   * @param usual the value if none is given
   */
  public record Parameter(String name, boolean number, Optional<String> usual, String meaning) {}

  public Recipe {
    parameters = List.copyOf(parameters);
  }

  public static List<Recipe> all() {
    return NAMES.stream().map(Recipe::read).toList();
  }

  public static Optional<Recipe> find(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  private static Recipe read(String name) {
    try (InputStream file = Recipe.class.getResourceAsStream("recipes/" + name + ".cypher")) {
      if (file == null) {
        throw new IllegalStateException("no recipe " + name);
      }
      return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("recipe " + name, e);
    }
  }

  static Recipe parse(String name, String text) {
    List<String> lines = text.lines().toList();
    List<Parameter> parameters =
        lines.stream()
            .map(PARAMETER::matcher)
            .filter(Matcher::matches)
            .map(Recipe::parameter)
            .toList();
    return new Recipe(name, lines.getFirst().substring("// ".length()), parameters, text);
  }

  private static Parameter parameter(Matcher line) {
    return new Parameter(
        line.group(1),
        line.group(2).equals("number"),
        Optional.ofNullable(line.group(3)),
        line.group(4));
  }

  /**
   * The values with which the statement runs.
   *
   * @throws SpoorException of kind INVALID_INPUT
   */
  Map<String, Object> bind(Map<String, String> arguments) {
    for (String argument : arguments.keySet()) {
      if (parameters.stream().noneMatch(p -> p.name().equals(argument))) {
        throw SpoorException.invalidInput(
            "recipe %s has no parameter '%s', expected %s".formatted(name, argument, names()));
      }
    }
    Map<String, Object> values = new TreeMap<>();
    parameters.forEach(p -> values.put(p.name(), value(p, arguments)));
    return values;
  }

  private Object value(Parameter parameter, Map<String, String> arguments) {
    String text =
        Optional.ofNullable(arguments.get(parameter.name()))
            .or(parameter::usual)
            .orElseThrow(() ->
                SpoorException.invalidInput(
                    "recipe %s: %s is missing, expected %s"
                        .formatted(name, parameter.name(), parameter.meaning())));
    if (!parameter.number()) {
      return text;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw SpoorException.invalidInput(
          "recipe %s: %s is '%s', expected a whole number".formatted(name, parameter.name(), text));
    }
    return Long.parseLong(text);
  }

  private String names() {
    return parameters.isEmpty()
        ? "none"
        : String.join(", ", parameters.stream().map(Parameter::name).toList());
  }
}
