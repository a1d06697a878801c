package org.spoor.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Of which incidents, and by which policies, there are traces in a store. */
final class StoredTraces {

  private static final int MOST = 1_000;

  /** Narrows nothing. */
  private static final String ANY = "any";

  /** Parameters of recipes that narrow their answer to some traces. */
  private enum Narrowing {
    INCIDENT("incident", "of incident", "UNWIND t.incidents AS name"),
    POLICY("policy", "by policy", "WITH toLower(t.policy) AS name");

    private final String parameter;
    private final String words;
    private final String naming;

    Narrowing(String parameter, String words, String naming) {
      this.parameter = parameter;
      this.words = words;
      this.naming = naming;
    }

    /** Recipes take policies in any case, and ids of incidents as they are. */
    private String spelt(String argument) {
      return this == POLICY ? argument.toLowerCase(Locale.ROOT) : argument;
    }

    private String statement() {
      return "MATCH (t:Trace {complete: true}) %s RETURN DISTINCT name ORDER BY name"
          .formatted(naming);
    }
  }

  private final CypherQuery query;

  StoredTraces(CypherQuery query) {
    this.query = query;
  }

  /** A line for each argument that narrows an answer to traces which are not stored. */
  List<String> lacking(Map<String, String> arguments) {
    List<String> lines = new ArrayList<>();
    for (Narrowing narrowing : Narrowing.values()) {
      List<String> stored = names(narrowing);
      if (stored.isEmpty()) {
        return List.of("no trace is stored");
      }
      String asked = narrowing.spelt(arguments.getOrDefault(narrowing.parameter, ANY));
      if (!asked.equals(ANY) && !stored.contains(asked)) {
        lines.add(
            "no trace %s '%s' is stored; stored are %s"
                .formatted(narrowing.words, asked, String.join(", ", stored)));
      }
    }
    return lines;
  }

  private List<String> names(Narrowing narrowing) {
    return query.run(narrowing.statement(), Map.of(), MOST).rows().stream()
        .map(row -> Objects.toString(row.getFirst()))
        .toList();
  }
}
