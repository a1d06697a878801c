package org.spoor.graph;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Record;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Relationship;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraphStore;
import org.spoor.model.value.Address;

/** Flow graphs in a Neo4j server; {@code docs/graph.md} says how they look there. */
final class Neo4jFlowGraphStore implements FlowGraphStore {

  /** Movements that spend an output of the address beside another's start at that other. */
  private static final String NEIGHBOURS =
      """
      MATCH (a:Place {id: $id})
      CALL (a) {
        MATCH (a)-[e:TAINT]-() RETURN e
        UNION
        MATCH (a)-[s:SPENT_WITH]->(:Place)-[e:TAINT {trace: s.trace, tx: s.tx}]->() RETURN e
      }
      MATCH (:Trace {id: e.trace, complete: true})
      WITH DISTINCT e
      RETURN e AS edge, startNode(e).text AS from, endNode(e).text AS to
      ORDER BY e.time, e.trace, e.seq
      """;

  private static final String EXPOSURE =
      """
      MATCH (a:Place {id: $id})<-[e:TAINT]-(b:Place) WHERE a <> b
      MATCH (t:Trace {id: e.trace, complete: true})
      RETURN t.id AS trace, t.incidents AS incidents, t.policy AS policy,
             e.asset AS asset, collect(e.amount) AS amounts
      ORDER BY incidents, policy, trace, asset
      """;

  private static final TransactionConfig LIMIT =
      TransactionConfig.builder().withTimeout(Duration.ofSeconds(60)).build();

  private final GraphConnection connection;
  private boolean prepared;

  Neo4jFlowGraphStore(GraphConnection connection) {
    this.connection = connection;
  }

  @Override
  public Saved save(FlowGraph graph) {
    return connection.call(
        AccessMode.WRITE,
        session -> {
          if (!prepared) {
            Schema.statements().forEach(s -> session.run(s).consume());
            prepared = true;
          }
          return new FlowGraphSave(session, graph).run();
        });
  }

  @Override
  public List<StoredEdge> neighbours(Address address) {
    return read(NEIGHBOURS, Map.of("id", id(address))).stream()
        .map(row ->
            edge(
                row.get("edge").asRelationship(),
                row.get("from").asString(),
                row.get("to").asString()))
        .toList();
  }

  /**
   * Each step takes up the asset that the step before brought, itself or as what was given in a
   * conversion, and one theft source is common to all. Owners whose outputs are spent together
   * count as one place of the path.
   */
  @Override
  public List<List<StoredEdge>> paths(Address from, Address to, int most) {
    if (most < 1) {
      return List.of();
    }
    return read(shortest(most), Map.of("from", id(from), "to", id(to), "most", most)).stream()
        .map(Neo4jFlowGraphStore::path)
        .toList();
  }

  /** The number of paths to look for is part of the pattern. */
  private static String shortest(int most) {
    return """
    MATCH (a:Place {id: $from})-[first:TAINT|SPENT_WITH]->()
    WITH a, first.trace AS trace, min(first.seq) AS earliest
    MATCH (:Trace {id: trace, complete: true})
    MATCH (b:Place {id: $to})<-[last:TAINT|SPENT_WITH WHERE last.trace = trace]-()
    WITH a, b, trace, earliest, max(last.seq) AS latest
    MATCH path = SHORTEST %d (
      (a) (()-[r:TAINT|SPENT_WITH WHERE r.trace = trace AND earliest <= r.seq <= latest]->()){1,20} (b)
      WHERE all(i IN range(1, size(r) - 1) WHERE r[i - 1].seq <= r[i].seq
              AND r[i - 1].asset = coalesce(r[i].givenAsset, r[i].asset))
        AND size(reduce(left = r[0].origins, x IN r | [o IN left WHERE o IN x.origins])) > 0
    )
    WITH [e IN relationships(path) WHERE type(e) = 'TAINT'] AS edges, trace
    WHERE size(edges) > 0
    RETURN edges, [e IN edges | startNode(e).text] AS froms, [e IN edges | endNode(e).text] AS tos
    ORDER BY size(edges), trace, [e IN edges | e.seq]
    LIMIT $most
    """
        .formatted(most);
  }

  private static List<StoredEdge> path(Record row) {
    List<Relationship> edges = row.get("edges").asList(Value::asRelationship);
    List<String> froms = row.get("froms").asList(Value::asString);
    List<String> tos = row.get("tos").asList(Value::asString);
    return IntStream.range(0, edges.size())
        .mapToObj(i -> edge(edges.get(i), froms.get(i), tos.get(i)))
        .toList();
  }

  @Override
  public List<Exposure> exposure(Address address) {
    return read(EXPOSURE, Map.of("id", id(address))).stream()
        .map(Neo4jFlowGraphStore::exposed)
        .toList();
  }

  private static Exposure exposed(Record row) {
    BigInteger sum =
        row.get("amounts").asList(Value::asString).stream()
            .map(BigInteger::new)
            .reduce(BigInteger.ZERO, BigInteger::add);
    return new Exposure(
        row.get("trace").asString(),
        String.join(",", row.get("incidents").asList(Value::asString)),
        row.get("policy").asString(),
        row.get("asset").asString(),
        sum.toString());
  }

  private static StoredEdge edge(Relationship edge, String from, String to) {
    return new StoredEdge(
        edge.get("trace").asString(),
        edge.get("tx").asString(),
        from,
        to,
        edge.get("asset").asString(),
        edge.get("moved").asString(),
        edge.get("amount").asString());
  }

  private List<Record> read(String statement, Map<String, Object> parameters) {
    return connection.call(
        AccessMode.READ,
        session -> session.executeRead(tx -> tx.run(statement, parameters).list(), LIMIT));
  }

  private static String id(Address address) {
    return Place.of(address, address.chain()).id();
  }

  @Override
  public void close() {
    connection.close();
  }
}
