package org.spoor.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.neo4j.driver.Session;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.summary.ResultSummary;
import org.neo4j.driver.summary.SummaryCounters;

/** Writes rows in batches, a transaction each, and counts what they made. */
final class GraphWriter {

  static final int BATCH = 10_000;

  private static final String LOST_RACE = "Neo.ClientError.Schema.ConstraintValidationFailed";
  private static final int ATTEMPTS = 5;

  private final Session session;
  private long nodes;
  private long relationships;

  GraphWriter(Session session) {
    this.session = session;
  }

  long nodesCreated() {
    return nodes;
  }

  long relationshipsCreated() {
    return relationships;
  }

  void writeAll(String statement, Stream<Map<String, Object>> rows) {
    Iterator<Map<String, Object>> rest = rows.iterator();
    while (rest.hasNext()) {
      List<Map<String, Object>> batch = new ArrayList<>();
      while (rest.hasNext() && batch.size() < BATCH) {
        batch.add(rest.next());
      }
      write(statement, Map.of("rows", batch));
    }
  }

  /** Where another save made the same fact meanwhile, it is found at the next attempt. */
  void write(String statement, Map<String, Object> parameters) {
    for (int attempt = 1; ; attempt++) {
      try {
        count(session.executeWrite(tx -> tx.run(statement, parameters).consume()));
        return;
      } catch (ClientException e) {
        if (attempt == ATTEMPTS || !Objects.equals(e.code(), LOST_RACE)) {
          throw e;
        }
      }
    }
  }

  /** Deletes what the statement matches, a batch at a time. */
  void deleteAll(String statement, String prefix) {
    Map<String, Object> parameters = Map.of("prefix", prefix, "most", BATCH);
    long deleted;
    do {
      deleted =
          session.executeWrite(
              tx -> tx.run(statement, parameters).single().get("deleted").asLong());
    } while (deleted > 0);
  }

  private void count(ResultSummary summary) {
    SummaryCounters counters = summary.counters();
    nodes += counters.nodesCreated();
    relationships += counters.relationshipsCreated();
  }
}
