package org.spoor.graph;

import java.util.List;
import java.util.stream.Stream;

/** The unique keys and indexes on which saves and queries rest. */
final class Schema {

  private static final List<String> NODES =
      List.of(
          "Place",
          "Transaction",
          "Asset",
          "Attribution",
          "Incident",
          "TheftSource",
          "Trace",
          "TraceEnd",
          "Conservation",
          "Cluster",
          "PeelChain");

  private static final List<String> RELATIONSHIPS =
      List.of("TRANSFER", "TAINT", "SPENT_WITH", "JOINED", "PEELED");

  private Schema() {}

  /** Statements that may run any number of times. */
  static List<String> statements() {
    Stream<String> nodes =
        NODES.stream()
            .map(
                "CREATE CONSTRAINT %1$s_id IF NOT EXISTS FOR (n:%1$s) REQUIRE n.id IS UNIQUE"
                    ::formatted);
    Stream<String> relationships =
        RELATIONSHIPS.stream()
            .map(
                "CREATE CONSTRAINT %1$s_id IF NOT EXISTS FOR ()-[r:%1$s]-() REQUIRE r.id IS UNIQUE"
                    ::formatted);
    Stream<String> indexes =
        Stream.of(
            "CREATE INDEX Address_text IF NOT EXISTS FOR (n:Address) ON (n.text)",
            "CREATE INDEX Transaction_txid IF NOT EXISTS FOR (n:Transaction) ON (n.txid)");
    return Stream.of(nodes, relationships, indexes, Stream.of("CALL db.awaitIndexes(300)"))
        .flatMap(statements -> statements)
        .toList();
  }
}
