package org.spoor.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spoor.engine.pattern.PeelChains.Fate;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.ChangeVote.Heuristic;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.flow.CoinJoin.Confidence;
import org.spoor.model.flow.CoinJoin.Scheme;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/** Clusters joined by change, which is done on request alone. */
class JoinedChangeTest {

  private static final long ROUND = 1_000_000;

  private final Reached reached = new Reached();
  private final Map<OutPoint, Fate> fates = new HashMap<>();

  /** Pays a round amount to a shop; what is left is not round. */
  private static UtxoTransaction paying(String name, String from, String change) {
    return new Made()
        .in(Made.owner(from), 5 * ROUND)
        .out(Made.owner("shop"), ROUND)
        .out(Made.owner(change), 3 * ROUND + 1)
        .named(name)
        .done();
  }

  private List<Cluster> clusters(boolean joinChange) {
    return reached
        .patterns(output -> fates.getOrDefault(output, Fate.NOT_KNOWN), joinChange)
        .clusters();
  }

  private static List<String> texts(Cluster cluster) {
    return cluster.members().stream().map(Party::text).toList();
  }

  @Test
  void clusters_withoutRequest_areNeverJoinedByChange() {
    reached.add(paying("t1", "a", "b"), true);

    assertThat(clusters(false)).isEmpty();
  }

  @Test
  void clusters_onRequest_areJoinedWithTheVotes() {
    reached.add(paying("t1", "a", "b"), true);
    reached.add(new Made().in(Made.owner("b"), 9).in(Made.owner("c"), 9).out(1, 9).done(), true);

    Cluster cluster = clusters(true).getFirst();

    assertThat(texts(cluster)).containsExactly("a", "b", "c");
    assertThat(cluster.byChange())
        .containsExactly(
            new Link(
                paying("t1", "a", "b").id(),
                Made.owner("a"),
                Made.owner("b"),
                List.of(
                    new ChangeVote(
                        Heuristic.ROUND_AMOUNT, 1, "it alone is no multiple of 1000000 sat"))));
    assertThat(clusters(true)).isEqualTo(List.of(cluster));
  }

  /** Whatever the order, the stronger evidence is the one that is kept. */
  @Test
  void clusters_linkedByInputsToo_keepThatLink() {
    reached.add(paying("t1", "a", "b"), true);
    reached.add(new Made().in(Made.owner("a"), 9).in(Made.owner("b"), 9).out(1, 9).done(), true);

    assertThat(clusters(true)).isEqualTo(clusters(false)).hasSize(1);
    assertThat(clusters(true).getFirst().byChange()).isEmpty();
  }

  @Test
  void clusters_votesThatTie_joinNobody() {
    Made two = new Made().in(Made.owner("a"), 5 * ROUND);
    reached.add(two.out(Made.owner("b"), ROUND).out(Made.owner("c"), ROUND).done(), true);

    assertThat(clusters(true)).isEmpty();
  }

  @Test
  void clusters_changeWithAService_isNone() {
    UtxoTransaction deposit = paying("t1", "a", "b");
    fates.put(deposit.outPoint(1), Fate.SERVICE);
    reached.add(deposit, true);

    assertThat(clusters(true)).isEmpty();
  }

  @Test
  void clusters_coinJoinsAndUnknownOwners_joinNobody() {
    Verdict.Mix mix = new Verdict.Mix(Scheme.JOINMARKET, Confidence.LOW, List.of("why"));
    reached.add(paying("t1", "a", "b"), mix, List.of(), false);
    Made unknown = new Made().in(Outside.UNKNOWN, 5 * ROUND).out(1, ROUND);
    reached.add(unknown.out(Made.owner("c"), ROUND + 1).done(), true);

    assertThat(clusters(true)).isEmpty();
  }
}
