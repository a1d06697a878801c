package org.spoor.graph;

/** The Cypher with which flow graphs are written: each takes {@code $rows} or {@code $trace}. */
final class Statements {

  static final String PLACES =
      """
      UNWIND $rows AS row
      MERGE (p:Place {id: row.id})
      ON CREATE SET p:%s, p.chain = row.chain, p.text = row.text
      """;

  /** What the ledger says; a record that was mended corrects what an earlier one said. */
  static final String TRANSACTIONS =
      """
      UNWIND $rows AS row
      MERGE (n:Transaction {id: row.id})
      WITH n, row WHERE properties(n) <> row.properties
      SET n = row.properties
      """;

  /** As movements, and corrected like transactions: a relationship cannot change its ends. */
  static final String TRANSFERS =
      """
      UNWIND $rows AS row
      OPTIONAL MATCH (sender)-[known:TRANSFER {id: row.id}]->(recipient)
      WITH row, known
      WHERE known IS NULL OR properties(known) <> row.properties OR recipient.id <> row.to
         OR (row.oneSender AND sender.id <> row.from)
      MATCH (from:Place {id: row.from})
      MATCH (to:Place {id: row.to})
      DELETE known
      CREATE (from)-[r:TRANSFER]->(to)
      SET r = row.properties
      """;

  /**
   * From a node of some label to a place. MERGE would look through all that the two exchanged; the
   * unique key is at hand.
   */
  static final String MOVEMENTS =
      """
      UNWIND $rows AS row
      OPTIONAL MATCH ()-[known:%1$s {id: row.id}]->()
      WITH row, known WHERE known IS NULL
      MATCH (from:%2$s {id: row.from})
      MATCH (to:Place {id: row.to})
      CREATE (from)-[r:%1$s]->(to)
      SET r = row.properties
      """;

  /** What a token is called may become known later. */
  static final String ASSETS =
      """
      UNWIND $rows AS row
      MERGE (a:Asset {id: row.id})
      SET a += row.properties
      """;

  static final String LABELS =
      """
      UNWIND $rows AS row
      MATCH (p:Place {id: row.id})
      SET p += row.properties
      """;

  static final String ATTRIBUTIONS =
      """
      UNWIND $rows AS row
      MATCH (p:Place {id: row.place})
      MERGE (a:Attribution {id: row.id})
      ON CREATE SET a += row.properties
      MERGE (a)-[:ATTRIBUTES]->(p)
      """;

  static final String INCIDENTS =
      """
      UNWIND $rows AS row
      MERGE (i:Incident {id: row.id})
      SET i += row.properties
      """;

  static final String THEFT_SOURCES =
      """
      UNWIND $rows AS row
      MATCH (i:Incident {id: row.incident})
      MERGE (s:TheftSource {id: row.id})
      SET s += row.properties
      MERGE (s)-[:OF]->(i)
      """;

  static final String FIRST_PLACES =
      """
      UNWIND $rows AS row
      MATCH (s:TheftSource {id: row.id})
      MATCH (p:Place {id: row.place})
      MERGE (s)-[:AT]->(p)
      """;

  static final String ENDS =
      """
      UNWIND $rows AS row
      MATCH (t:Trace {id: row.properties.trace})
      MATCH (p:Place {id: row.place})
      MERGE (e:TraceEnd {id: row.id})
      ON CREATE SET e += row.properties
      MERGE (e)-[:OF]->(t)
      MERGE (e)-[:AT]->(p)
      """;

  /** What a trace says beside its movements and ends. */
  static final String FINDINGS =
      """
      UNWIND $rows AS row
      MATCH (t:Trace {id: row.properties.trace})
      MERGE (f:%s {id: row.id})
      ON CREATE SET f += row.properties
      MERGE (f)-[:OF]->(t)
      """;

  static final String MEMBERS =
      """
      UNWIND $rows AS row
      MATCH (c:Cluster {id: row.cluster})
      MATCH (p:Place {id: row.place})
      MERGE (p)-[:MEMBER_OF]->(c)
      """;

  /** Queries look at complete traces only, so that half a save is never taken for a whole one. */
  static final String BEGIN =
      """
      MERGE (t:Trace {id: $id})
      ON CREATE SET t.complete = false
      SET t += $properties
      """;

  static final String TRACED_INCIDENTS =
      """
      MATCH (t:Trace {id: $id})
      MATCH (i:Incident) WHERE i.id IN t.incidents
      MERGE (t)-[:OF]->(i)
      """;

  static final String COMPLETE = "MATCH (t:Trace {id: $id}) SET t.complete = true";

  static final String KNOWN =
      "MATCH (t:Trace {id: $id}) RETURN t.result AS result, t.complete AS complete";

  static final String ASKED_AGAIN = "MATCH (t:Trace {id: $id}) SET t.asked = $asked";

  static final String OUTDATED = "MATCH (t:Trace {id: $id}) SET t.complete = false";

  static final String FORGET_MOVEMENTS =
      """
      MATCH ()-[r:%s]->() WHERE r.id STARTS WITH $prefix
      WITH r LIMIT $most
      DELETE r
      RETURN count(*) AS deleted
      """;

  static final String FORGET_NODES =
      """
      MATCH (n:%s) WHERE n.id STARTS WITH $prefix
      WITH n LIMIT $most
      DETACH DELETE n
      RETURN count(*) AS deleted
      """;

  private Statements() {}
}
