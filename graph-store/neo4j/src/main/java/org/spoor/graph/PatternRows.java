package org.spoor.graph;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Patterns;
import org.spoor.model.flow.PeelChain;
import org.spoor.model.flow.PeelChain.Hop;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** Clusters and peel chains of a flow graph with their evidence, as rows. */
final class PatternRows {

  private final Patterns patterns;
  private final String trace;

  PatternRows(FlowGraph graph, String trace) {
    this.patterns = graph.patterns();
    this.trace = trace;
  }

  /** All of them, in a fixed order. */
  Stream<Map<String, Object>> all() {
    return Stream.of(clusters(), members(), unions(), peelChains(), hops()).flatMap(rows -> rows);
  }

  /** Who is a member of a cluster or got what was peeled off; not all of them got dirty value. */
  static Stream<Party> parties(Patterns patterns) {
    return Stream.concat(
        patterns.clusters().stream().flatMap(cluster -> cluster.members().stream()),
        patterns.peelChains().stream().flatMap(chain -> chain.hops().stream()).map(Hop::to));
  }

  static Stream<Place> places(Patterns patterns) {
    return Stream.concat(
        patterns.clusters().stream().flatMap(PatternRows::places),
        patterns.peelChains().stream()
            .flatMap(chain -> chain.hops().stream())
            .map(PatternRows::to));
  }

  private static Stream<Place> places(Cluster cluster) {
    Chain chain = chain(cluster);
    return cluster.members().stream().map(member -> Place.of(member, chain));
  }

  private static Place to(Hop hop) {
    return Place.of(hop.to(), hop.tx().chain());
  }

  private static Chain chain(Cluster cluster) {
    return cluster.links().getFirst().tx().chain();
  }

  private static Chain chain(PeelChain peelChain) {
    return peelChain.hops().getFirst().tx().chain();
  }

  private String clusterId(int number) {
    return "%s/cluster/%d".formatted(trace, number);
  }

  private String peelChainId(int number) {
    return "%s/peel-chain/%d".formatted(trace, number);
  }

  Stream<Map<String, Object>> clusters() {
    List<Cluster> clusters = patterns.clusters();
    return IntStream.range(0, clusters.size()).mapToObj(i -> cluster(clusters.get(i), i));
  }

  private Map<String, Object> cluster(Cluster cluster, int number) {
    Row properties =
        found(number, chain(cluster))
            .with("size", cluster.members().size())
            .with("byChange", cluster.byChange().size());
    return node(clusterId(number), properties);
  }

  private Row found(int number, Chain chain) {
    return new Row()
        .with("trace", trace)
        .with("number", number)
        .with("chain", chain.id())
        .with("class", EvidenceClass.HEURISTIC.name());
  }

  private static Map<String, Object> node(String id, Row properties) {
    return new Row().with("id", id).with("properties", properties.toMap()).toMap();
  }

  Stream<Map<String, Object>> members() {
    List<Cluster> clusters = patterns.clusters();
    return IntStream.range(0, clusters.size())
        .boxed()
        .flatMap(i -> places(clusters.get(i)).map(place -> member(place, i)));
  }

  private Map<String, Object> member(Place place, int number) {
    return new Row().with("cluster", clusterId(number)).with("place", place.id()).toMap();
  }

  /** What joins members; between two of them there is one way. */
  Stream<Map<String, Object>> unions() {
    List<Cluster> clusters = patterns.clusters();
    return IntStream.range(0, clusters.size())
        .boxed()
        .flatMap(i -> unions(clusters.get(i).links(), clusterId(i)));
  }

  private Stream<Map<String, Object>> unions(List<Link> links, String cluster) {
    return IntStream.range(0, links.size()).mapToObj(i -> union(links.get(i), cluster, i));
  }

  private Map<String, Object> union(Link link, String cluster, int number) {
    TxId tx = link.tx();
    Row properties =
        new Row()
            .with("trace", trace)
            .with("cluster", cluster)
            .with("chain", tx.chain().id())
            .with("tx", tx.text())
            .with("by", link.isByChange() ? "CHANGE" : "INPUTS");
    if (link.isByChange()) {
      properties.with("votes", votes(link.votes()));
    }
    return relationship(
        cluster + "/" + number,
        Place.of(link.one(), tx.chain()).id(),
        Place.of(link.other(), tx.chain()).id(),
        properties);
  }

  private static List<String> votes(List<ChangeVote> votes) {
    return votes.stream()
        .map(vote -> "%s %d: %s".formatted(vote.heuristic(), vote.output(), vote.reason()))
        .toList();
  }

  private static Map<String, Object> relationship(
      String id, String from, String to, Row properties) {
    return new Row()
        .with("id", id)
        .with("from", from)
        .with("to", to)
        .with("properties", properties.with("id", id).toMap())
        .toMap();
  }

  Stream<Map<String, Object>> peelChains() {
    List<PeelChain> chains = patterns.peelChains();
    return IntStream.range(0, chains.size()).mapToObj(i -> peelChain(chains.get(i), i));
  }

  private Map<String, Object> peelChain(PeelChain chain, int number) {
    Hop first = chain.hops().getFirst();
    Hop last = chain.hops().getLast();
    Amount peeled = chain.peeled();
    Row properties =
        found(number, chain(chain))
            .with("hops", chain.hops().size())
            .with("begun", first.time())
            .with("ended", last.time())
            .with("asset", new Coin(chain(chain)).text())
            .with("peeled", peeled)
            .withApproximate(peeled)
            .with("remaining", last.remaining())
            .with("remainder", last.remainder().toString())
            .with("stop", chain.stop().name());
    chain.stoppedBy().ifPresent(tx -> properties.with("stoppedBy", tx.text()));
    return node(peelChainId(number), properties);
  }

  Stream<Map<String, Object>> hops() {
    List<PeelChain> chains = patterns.peelChains();
    return IntStream.range(0, chains.size())
        .boxed()
        .flatMap(i -> hops(chains.get(i).hops(), peelChainId(i)));
  }

  private Stream<Map<String, Object>> hops(List<Hop> hops, String chain) {
    return IntStream.range(0, hops.size()).mapToObj(i -> hop(hops.get(i), chain, i + 1));
  }

  private Map<String, Object> hop(Hop hop, String chain, int number) {
    Row properties =
        new Row()
            .with("trace", trace)
            .with("hop", number)
            .with("chain", hop.tx().chain().id())
            .with("tx", hop.tx().text())
            .with("time", hop.time())
            .with("asset", new Coin(hop.tx().chain()).text())
            .with("amount", hop.amount())
            .withApproximate(hop.amount())
            .with("output", hop.peeled().toString())
            .with("remainder", hop.remainder().toString())
            .with("remaining", hop.remaining())
            .with("votes", votes(hop.votes()));
    return relationship(chain + "/" + number, chain, to(hop).id(), properties);
  }
}
