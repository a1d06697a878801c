package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.kit.FlowGraphStory;
import org.spoor.kit.JointSpendStory;
import org.spoor.kit.SwapStory;
import org.spoor.model.SpoorException;

final class RecipeTest {

  private static final FlowGraphStory STORY = FlowGraphStory.unlikeAnyOther();
  private static final GraphConnection CONNECTION = TestServer.connect();

  @BeforeAll
  static void saveStory() {
    CONNECTION.store().save(STORY.graph("haircut"));
  }

  @AfterAll
  static void close() {
    CONNECTION.close();
  }

  @Test
  void all_everyRecipe_hasTitleAndParameters() {
    assertThat(Recipe.all()).hasSize(4).allMatch(r -> !r.title().isBlank());
    assertThat(Recipe.all()).allMatch(r -> !r.parameters().isEmpty());
  }

  @Test
  void find_unknownName_nothing() {
    assertThat(Recipe.find("../Recipe")).isEmpty();
  }

  @Test
  void notStored_incidentWithoutTrace_namesThoseWithOne() {
    CypherQuery query = CONNECTION.query(Duration.ofSeconds(30));

    assertThat(query.notStored(Map.of("incident", "nope", "policy", "Haircut")))
        .singleElement()
        .asString()
        .startsWith("no trace of incident 'nope' is stored; stored are ")
        .contains(STORY.incident());
    assertThat(query.notStored(Map.of("incident", STORY.incident(), "trace", "x"))).isEmpty();
  }

  @Test
  void whereIsTheMoney_story_atTheExchange() {
    QueryResult result = run("where-is-the-money", Map.of("incident", STORY.incident()));

    assertThat(column(result, "place")).containsExactly(STORY.exchange().text());
    assertThat(column(result, "end")).containsExactly("SERVICE");
    assertThat(column(result, "amount")).containsExactly(FlowGraphStory.DIRTY);
    assertThat(column(result, "percent")).containsExactly(100.0);
    assertThat(column(result, "symbol")).containsExactly("ETH");
    assertThat(column(result, "decimals")).containsExactly(18L);
  }

  @Test
  void largestPaths_story_fromVictimToExchange() {
    QueryResult result = run("largest-paths", Map.of("incident", STORY.incident()));

    assertThat(column(result, "hops")).containsExactly(3L);
    assertThat(steps(result, "from"))
        .containsExactly(List.of(STORY.victim().text(), STORY.thief().text(), STORY.hop().text()));
    assertThat(steps(result, "tainted"))
        .containsExactly(List.of(FlowGraphStory.DIRTY, FlowGraphStory.DIRTY, FlowGraphStory.DIRTY));
    assertThat(steps(result, "time").getFirst()).startsWith("2025-02-21T14:16:12Z");
  }

  /** The place was reached in the token first; that does not explain the ETH which leaves it. */
  @Test
  void largestPaths_twoAssets_eachFromItsOwnTheft() {
    SwapStory swap = SwapStory.unlikeAnyOther();
    CONNECTION.store().save(swap.graph());

    QueryResult result = run("largest-paths", Map.of("incident", swap.incident()));

    assertThat(column(result, "source"))
        .containsExactly(swap.ethTheft().toString(), swap.tokenTheft().toString());
    assertThat(steps(result, "tx"))
        .containsExactly(texts(swap, 1, 4, 5, 6), texts(swap, 2, 3, 7, 8));
    assertThat(steps(result, "symbol").getLast()).containsExactly("SAIL", "SAIL", "ETH", "ETH");
  }

  @Test
  void largestPaths_outputsSpentTogether_backToTheTheft() {
    JointSpendStory joint = JointSpendStory.unlikeAnyOther();
    CONNECTION.store().save(joint.graph());

    QueryResult result = run("largest-paths", Map.of("incident", joint.incident()));

    assertThat(steps(result, "from").getFirst())
        .startsWith(joint.victim().text())
        .endsWith(joint.broker().text(), joint.wallet().text());
  }

  @Test
  void pathBetween_twoAssets_assetChangesInAConversionOnly() {
    SwapStory swap = SwapStory.unlikeAnyOther();
    CONNECTION.store().save(swap.graph());

    QueryResult result =
        run("path-between", Map.of("from", swap.thief().text(), "to", swap.exchange().text()));

    assertThat(steps(result, "tx"))
        .containsExactlyInAnyOrder(texts(swap, 3, 7, 8), texts(swap, 4, 5, 6));
    assertThat(column(result, "sources"))
        .containsExactlyInAnyOrder(
            List.of(swap.ethTheft().toString()), List.of(swap.tokenTheft().toString()));
  }

  @Test
  void whoTouchedIt_story_theExchange() {
    QueryResult result = run("who-touched-it", Map.of("incident", STORY.incident()));

    assertThat(column(result, "actor")).containsExactly("someexchange");
    assertThat(column(result, "transfers")).containsExactly(1L);
  }

  @Test
  void pathBetween_inOrderOfTime_found() {
    QueryResult result =
        run("path-between", Map.of("from", STORY.thief().text(), "to", STORY.exchange().text()));

    assertThat(steps(result, "tx"))
        .containsExactly(List.of(STORY.tx(2).text(), STORY.tx(3).text()));
  }

  @Test
  void pathBetween_againstTime_none() {
    QueryResult result =
        run(
            "path-between",
            Map.of("from", STORY.latecomer().text(), "to", STORY.exchange().text()));

    assertThat(result.rows()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "path-between, from, 0x1, to is missing",
    "path-between, depth, 3, has no parameter 'depth'",
    "where-is-the-money, limit, many, 'many'"
  })
  void run_badArgument_refused(String recipe, String name, String value, String complaint) {
    assertThatThrownBy(() -> run(recipe, Map.of(name, value)))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContaining(complaint);
  }

  private static QueryResult run(String recipe, Map<String, String> arguments) {
    return CONNECTION
        .query(Duration.ofSeconds(30))
        .run(Recipe.find(recipe).orElseThrow(), arguments, 100);
  }

  private static List<@Nullable Object> column(QueryResult result, String name) {
    int index = result.columns().indexOf(name);
    List<@Nullable Object> values = new ArrayList<>();
    result.rows().forEach(row -> values.add(row.get(index)));
    return values;
  }

  /** One property of the steps of each path. */
  private static List<List<@Nullable Object>> steps(QueryResult result, String property) {
    List<List<@Nullable Object>> paths = new ArrayList<>();
    for (Object steps : column(result, "steps")) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object step : (List<?>) Objects.requireNonNull(steps)) {
        values.add(((Map<?, ?>) step).get(property));
      }
      paths.add(values);
    }
    return paths;
  }

  private static List<@Nullable Object> texts(SwapStory story, Integer... transactions) {
    List<@Nullable Object> texts = new ArrayList<>();
    Stream.of(transactions).forEach(number -> texts.add(story.tx(number).text()));
    return texts;
  }
}
