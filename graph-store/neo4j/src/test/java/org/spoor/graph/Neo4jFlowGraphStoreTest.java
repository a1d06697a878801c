package org.spoor.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AccessMode;
import org.spoor.kit.FlowGraphStoreContract;
import org.spoor.kit.FlowGraphStory;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore;
import org.spoor.model.flow.FlowGraphStore.Saved;

final class Neo4jFlowGraphStoreTest extends FlowGraphStoreContract {

  private static final String HALF_GONE =
      """
      MATCH (t:Trace {id: $id}) SET t.complete = false
      WITH t
      MATCH ()-[r:TAINT {trace: t.id}]->() WHERE r.seq > 1
      DELETE r
      """;

  @Override
  protected FlowGraphStore open() {
    return TestServer.connect().store();
  }

  @Test
  void save_afterInterruptedSave_addsTheRest() {
    FlowGraph graph = FlowGraphStory.unlikeAnyOther().graph("haircut");
    try (FlowGraphStore store = open()) {
      String trace = store.save(graph).traceId();
      write(HALF_GONE, trace);

      assertThat(store.save(graph)).isEqualTo(new Saved(trace, 0, 2));
      assertThat(store.save(graph)).isEqualTo(new Saved(trace, 0, 0));
    }
  }

  @Test
  void neighbours_incompleteTrace_none() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    try (FlowGraphStore store = open()) {
      write(HALF_GONE, store.save(story.graph("haircut")).traceId());

      assertThat(store.neighbours(story.thief())).isEmpty();
      assertThat(store.exposure(story.thief())).isEmpty();
      assertThat(store.paths(story.victim(), story.thief(), 1)).isEmpty();
    }
  }

  @Test
  void save_twoAtOnce_eachFactOnce() throws InterruptedException {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    Thread haircut = Thread.ofVirtual().start(() -> saveAlone(story.graph("haircut")));
    Thread fifo = Thread.ofVirtual().start(() -> saveAlone(story.graph("fifo")));
    haircut.join();
    fifo.join();

    List<List<@Nullable Object>> counts =
        read(
            "MATCH (a:Address {text: $hop})-[r]-() RETURN type(r) AS type, count(*) AS n ORDER BY type",
            Map.of("hop", story.hop().text()));
    assertThat(counts).containsExactly(List.of("TAINT", 4L), List.of("TRANSFER", 2L));
  }

  @Test
  void save_attributedAddress_carriesLabelAndStatement() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    saveAlone(story.graph("haircut"));

    assertThat(
            read(
                "MATCH (s:Attribution)-[:ATTRIBUTES]->(a:Address {text: $place})"
                    + " RETURN a.label, s.category, s.source",
                Map.of("place", story.exchange().text())))
        .containsExactly(List.of("An exchange", "exchange", "its page"));
  }

  @Test
  void save_transfer_carriesItsEvidence() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    saveAlone(story.graph("haircut"));

    assertThat(
            read(
                "MATCH (:Address {text: $hop})-[r:TRANSFER]->()"
                    + " MATCH (x:Transaction {txid: r.tx})"
                    + " RETURN r.height, r.txIndex, r.eventIndex, toString(x.time), r.amount",
                Map.of("hop", story.hop().text())))
        .containsExactly(
            List.of(21_895_253L, 0L, 1L, "2025-02-21T14:16:14Z", FlowGraphStory.MOVED));
  }

  @Test
  void save_unknownBlock_isNotStated() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    saveAlone(story.ofUnknownBlocks("haircut"));

    assertThat(
            read(
                "MATCH (:Address {text: $hop})-[r:TRANSFER]->()"
                    + " MATCH (x:Transaction {txid: r.tx})"
                    + " RETURN r.height, r.txIndex, r.eventIndex, x.height, x.index",
                Map.of("hop", story.hop().text())))
        .containsExactly(Arrays.asList(null, null, 1L, null, null));
  }

  @Test
  void save_mendedRecord_correctsTheFacts() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    saveAlone(story.graph("haircut"));
    saveAlone(story.mended("haircut"));

    assertThat(
            read(
                "MATCH (:Address {text: $hop})-[r:TRANSFER]->(to)"
                    + " MATCH (x:Transaction {txid: r.tx})"
                    + " RETURN to.text, r.amount, toString(r.time), toString(x.time)",
                Map.of("hop", story.hop().text())))
        .containsExactly(
            List.of(
                story.thief().text(),
                FlowGraphStory.LESS,
                "2025-02-21T14:16:15Z",
                "2025-02-21T14:16:15Z"));
  }

  @Test
  void save_sameFactsOfAnotherPolicy_leavesThem() {
    FlowGraphStory story = FlowGraphStory.unlikeAnyOther();
    saveAlone(story.graph("haircut"));
    String transfers =
        "MATCH (:Address {text: $hop})-[r:TRANSFER]-() RETURN elementId(r) ORDER BY r.id";
    Map<String, Object> hop = Map.of("hop", story.hop().text());
    List<List<@Nullable Object>> before = read(transfers, hop);
    saveAlone(story.graph("fifo"));

    assertThat(read(transfers, hop)).hasSize(2).isEqualTo(before);
  }

  @Test
  void save_sameLabelsOfTwoIncidents_areTwoTransactions() {
    List.of(FlowGraphStory.unlikeAnyOther(), FlowGraphStory.unlikeAnyOther())
        .forEach(story -> {
          saveAlone(story.ofLabels("haircut"));

          assertThat(
                  read(
                      "MATCH (:Address {text: $hop})-[r:TRANSFER]->(to)"
                          + " MATCH (x:Transaction {id: $id}) RETURN to.text, x.txid, r.id",
                      Map.of(
                          "hop",
                          story.hop().text(),
                          "id",
                          "ethereum:transfer-21895253@" + story.incident())))
              .containsExactly(
                  List.of(
                      story.exchange().text(),
                      "transfer-21895253",
                      "ethereum:transfer-21895253@" + story.incident() + "/1"));
        });
  }

  private void saveAlone(FlowGraph graph) {
    try (FlowGraphStore store = open()) {
      store.save(graph);
    }
  }

  private static void write(String statement, String trace) {
    try (GraphConnection connection = TestServer.connect()) {
      connection.call(
          AccessMode.WRITE, session -> session.run(statement, Map.of("id", trace)).consume());
    }
  }

  private static List<List<@Nullable Object>> read(
      String statement, Map<String, Object> parameters) {
    try (GraphConnection connection = TestServer.connect()) {
      return connection.query(Duration.ofSeconds(30)).run(statement, parameters, 100).rows();
    }
  }
}
