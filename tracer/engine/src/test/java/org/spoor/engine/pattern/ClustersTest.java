package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

class ClustersTest {

  private final Clusters clusters = new Clusters();

  private static UtxoTransaction spending(String name, String... owners) {
    Made made = new Made();
    for (String owner : owners) {
      made.in(Made.owner(owner), 100);
    }
    return made.named(name).out(1, 100).done();
  }

  private boolean add(String name, String... owners) {
    return clusters.add(spending(name, owners));
  }

  private static List<String> texts(Cluster cluster) {
    return cluster.members().stream().map(Party::text).toList();
  }

  private static List<String> evidence(Cluster cluster, String from, String to) {
    return cluster.evidence(Made.owner(from), Made.owner(to)).stream()
        .map(link -> "%s %s-%s".formatted(link.tx(), link.one(), link.other()))
        .toList();
  }

  @Test
  void clusters_spentTogether_areOne() {
    add("t1", "a", "b");
    add("t2", "c", "d", "e");
    add("t3", "b", "c");
    add("t4", "x", "y");

    assertThat(clusters.clusters().stream().map(ClustersTest::texts))
        .containsExactly(List.of("a", "b", "c", "d", "e"), List.of("x", "y"));
  }

  @Test
  void evidence_isTheChainOfLinkingTransactions() {
    add("t1", "a", "b");
    add("t2", "c", "d");
    add("t3", "b", "c");
    add("t4", "a", "d");

    Cluster cluster = clusters.clusters().getFirst();
    assertThat(evidence(cluster, "a", "d")).containsExactly("t1 a-b", "t3 b-c", "t2 c-d");
    assertThat(evidence(cluster, "d", "a")).containsExactly("t2 c-d", "t3 b-c", "t1 a-b");
    assertThat(evidence(cluster, "a", "a")).isEmpty();
    assertThat(evidence(cluster, "a", "x")).isEmpty();
    assertThat(cluster.links()).extracting(Link::tx).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void add_tellsWhetherTheOwnersWereOneBefore() {
    assertThat(add("t1", "a")).isTrue();
    assertThat(add("t2", "a", "a")).isTrue();
    assertThat(add("t3", "a", "b")).isFalse();
    assertThat(add("t4", "b", "a")).isTrue();
    assertThat(add("t5", "a", "b", "c")).isFalse();
  }

  @Test
  void add_ownersNotKnown_joinNobody() {
    Made made = new Made().in(Made.owner("a"), 100).in(Outside.UNKNOWN, 100);

    assertThat(clusters.add(made.in(Made.owner("b"), 100).done())).isFalse();
    assertThat(clusters.clusters())
        .extracting(ClustersTest::texts)
        .containsExactly(List.of("a", "b"));
  }

  /** A chain of unions, each at the far end: the worst case for a union-find without balance. */
  @Test
  void clusters_longChainOfUnions_areOne() {
    for (int i = 0; i < 50_000; i++) {
      add("t" + i, "a" + (i + 1), "a" + i);
    }

    assertThat(clusters.clusters()).hasSize(1);
    assertThat(evidence(clusters.clusters().getFirst(), "a0", "a50000")).hasSize(50_000);
  }
}
