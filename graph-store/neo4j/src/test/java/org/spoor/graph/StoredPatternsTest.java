package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AccessMode;
import org.spoor.kit.JointSpendStory;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.attribution.Category;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.ChangeVote.Heuristic;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore.Saved;
import org.spoor.model.flow.Patterns;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.flow.PeelChain.Stop;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/** Clusters and peel chains in the real server, as docs/graph.md asks for them. */
final class StoredPatternsTest {

  private static final GraphConnection CONNECTION = TestServer.connect();
  private static final Pattern STATEMENT = Pattern.compile("```cypher\n(.+?)```", Pattern.DOTALL);
  private static final ChangeVote VOTE = new ChangeVote(Heuristic.ROUND_AMOUNT, 1, "not round");

  private final JointSpendStory story = JointSpendStory.unlikeAnyOther();
  private final Address clean = address(21);
  private final Party bare = new Script("51%016x".formatted(story.number()));
  private final Cluster cluster =
      new Cluster(
          List.of(story.first(), story.second(), clean, bare),
          List.of(
              new Link(story.tx(3), story.first(), story.second(), List.of()),
              new Link(tx(30), story.second(), clean, List.of()),
              new Link(story.tx(4), clean, bare, List.of(VOTE))));

  @AfterAll
  static void close() {
    CONNECTION.close();
  }

  private Address address(int who) {
    return new Address(Chain.BITCOIN, "bc1q%030x%08x".formatted(story.number(), who));
  }

  private TxId tx(int which) {
    return new TxId(Chain.BITCOIN, "%056x%08x".formatted(story.number(), which));
  }

  private PeelChain peelChain(int hops) {
    return new PeelChain(
        IntStream.range(0, hops).mapToObj(this::hop).toList(), Stop.UNSPENT, Optional.empty());
  }

  private Hop hop(int number) {
    TxId tx = tx(40 + number);
    return new Hop(
        tx,
        Instant.EPOCH.plusSeconds(number),
        new OutPoint(tx, 0),
        address(40 + number),
        Amount.of(1_000_000),
        new OutPoint(tx, 1),
        Amount.of(9_000_000 - number),
        List.of(VOTE));
  }

  private FlowGraph graph(PeelChain chain) {
    FlowGraph plain = story.graph();
    Attribution attribution =
        new Attribution(clean, "An exchange", "some", new Category("exchange"), "", "its page");
    return new FlowGraph(
        plain.incidents(),
        plain.policy(),
        plain.request(),
        plain.inputs(),
        plain.heads(),
        plain.conservation(),
        plain.ends(),
        plain.edges(),
        plain.rejected(),
        plain.flagged(),
        plain.gaps(),
        plain.assets(),
        new AttributionBook(List.of(attribution)),
        new Patterns(List.of(), List.of(cluster), List.of(chain)));
  }

  private static Saved save(FlowGraph graph) {
    return CONNECTION.store().save(graph);
  }

  private static List<List<@Nullable Object>> read(String statement) {
    return CONNECTION.query(Duration.ofSeconds(30)).run(statement, Map.of(), 1_000).rows();
  }

  /** The statements of the section on patterns, asking about this story. */
  private List<String> documented() throws IOException {
    String page = Files.readString(Path.of("../../docs/graph.md"));
    String section = page.substring(page.indexOf("## Clusters and peel chains"));
    return STATEMENT
        .matcher(section.substring(0, section.indexOf("## Recipes")))
        .results()
        .map(MatchResult::group)
        .map(text -> text.replaceAll("```(cypher)?", ""))
        .map(text -> text.replace("'ADDRESS'", "'" + story.first().text() + "'"))
        .map(text -> text.replace("'OTHER'", "'" + clean.text() + "'"))
        .map(text -> text.replace("'INCIDENT'", "'" + story.incident() + "'"))
        .toList();
  }

  @Test
  void save_twice_addsNothing() {
    FlowGraph graph = graph(peelChain(3));
    Saved first = save(graph);

    assertThat(save(graph)).isEqualTo(new Saved(first.traceId(), 0, 0));
    assertThat(counts(first)).containsExactly(List.of(1L, 4L, 3L, 1L, 3L));
  }

  private static List<List<@Nullable Object>> counts(Saved saved) {
    return read(
        """
        MATCH (t:Trace {id: '%s'})
        RETURN COUNT { (:Cluster)-[:OF]->(t) }, COUNT { ()-[:MEMBER_OF]->(:Cluster)-[:OF]->(t) },
               COUNT { ()-[:JOINED {trace: t.id}]->() },
               COUNT { (:PeelChain)-[:OF]->(t) }, COUNT { ()-[:PEELED {trace: t.id}]->() }
        """
            .formatted(saved.traceId()));
  }

  @Test
  void save_afterInterruptedSave_addsTheRest() {
    FlowGraph graph = graph(peelChain(3));
    Saved first = save(graph);
    CONNECTION.call(
        AccessMode.WRITE,
        session ->
            session
                .run(
                    """
                    MATCH (t:Trace {id: $id}) SET t.complete = false
                    WITH t MATCH (c)-[:OF]->(t) WHERE c:Cluster OR c:PeelChain
                    DETACH DELETE c
                    """,
                    Map.of("id", first.traceId()))
                .consume());

    assertThat(save(graph)).isEqualTo(new Saved(first.traceId(), 2, 2 + 4 + 3));
  }

  @Test
  void save_otherPatternsOfTheSameQuestion_replaceThem() {
    save(graph(peelChain(4)));

    assertThat(counts(save(graph(peelChain(3))))).containsExactly(List.of(1L, 4L, 3L, 1L, 3L));
  }

  /** Such a trace is what an earlier version has stored. */
  @Test
  void save_traceStoredWithoutPatterns_getsThem() {
    Saved without = save(story.graph());
    Saved with = save(graph(peelChain(3)));

    assertThat(with.traceId()).isEqualTo(without.traceId());
    assertThat(counts(with)).containsExactly(List.of(1L, 4L, 3L, 1L, 3L));
  }

  @Test
  void members_ofAnAddress_areToldWithWhatIsKnownOfThem() throws IOException {
    String trace = save(graph(peelChain(3))).traceId();

    assertThat(read(documented().getFirst()))
        .extracting(row -> row.subList(0, 5))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(story.first(), story.second(), clean, bare)
                .map(member -> row(trace, member))
                .toList());
  }

  private List<@Nullable Object> row(String trace, Party member) {
    List<@Nullable Object> row = new ArrayList<>(List.of(trace, 4L, 1L, member.text()));
    row.add(member.equals(clean) ? "An exchange" : null);
    return row;
  }

  @Test
  void unions_betweenTwoMembers_areTheirEvidence() throws IOException {
    String trace = save(graph(peelChain(3))).traceId();
    String statement = documented().get(1);

    assertThat(read(statement))
        .extracting(row -> row.subList(0, 3))
        .containsExactly(
            List.of(
                trace, List.of(story.tx(3).text(), tx(30).text()), List.of("INPUTS", "INPUTS")));
    assertThat(
            read(
                "MATCH ()-[j:JOINED {trace: '%s', by: 'CHANGE'}]->() RETURN j.tx, j.votes"
                    .formatted(trace)))
        .containsExactly(List.of(story.tx(4).text(), List.of("ROUND_AMOUNT 1: not round")));
  }

  @Test
  void peeled_ofAnIncident_isToldHopByHop() throws IOException {
    save(graph(peelChain(3)));

    assertThat(read(documented().get(2)))
        .extracting(row -> List.of(row.get(2), row.get(4), row.get(6), row.get(8), row.get(9)))
        .containsExactlyElementsOf(
            IntStream.range(0, 3)
                .<List<Object>>mapToObj(i ->
                    List.of(
                        i + 1L,
                        address(40 + i).text(),
                        "1000000",
                        tx(40 + i).text(),
                        List.of("ROUND_AMOUNT 1: not round")))
                .toList());
  }
}
