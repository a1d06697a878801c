package org.spoor.engine.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.Cluster;
import org.spoor.model.flow.Cluster.Link;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/**
 * Owners of outputs, joined when their outputs are spent together (multi-input heuristic), and by
 * change where that is added. Every union keeps its transaction. CoinJoins are not to be added.
 */
public final class Clusters {

  private final Map<Party, Party> parents = new HashMap<>();
  private final Map<Party, Integer> sizes = new HashMap<>();
  private final List<Link> links = new ArrayList<>();

  /** Joins the owners of the inputs; whether all of them were known to be one before. */
  public boolean add(UtxoTransaction transaction) {
    Optional<Party> first = Optional.empty();
    boolean one = true;
    for (Input input : transaction.inputs()) {
      Party owner = input.owner();
      if (owner instanceof Outside) {
        one &= transaction.inputs().size() == 1;
      } else if (first.isEmpty()) {
        first = Optional.of(owner);
      } else {
        one &= !join(new Link(transaction.id(), first.get(), owner, List.of()));
      }
    }
    return one;
  }

  /** Joins who spends with the owner of the change. */
  void addChange(UtxoTransaction transaction, int change, List<ChangeVote> votes) {
    Party owner = transaction.outputs().get(change).owner();
    transaction.inputs().stream()
        .map(Input::owner)
        .filter(spender -> !(spender instanceof Outside || owner instanceof Outside))
        .findFirst()
        .ifPresent(spender -> join(new Link(transaction.id(), spender, owner, votes)));
  }

  private boolean join(Link link) {
    Party a = root(link.one());
    Party b = root(link.other());
    if (a.equals(b)) {
      return false;
    }
    boolean larger = size(a) >= size(b);
    Party root = larger ? a : b;
    parents.put(larger ? b : a, root);
    sizes.put(root, size(a) + size(b));
    links.add(link);
    return true;
  }

  private int size(Party root) {
    return sizes.getOrDefault(root, 1);
  }

  /** On the way, every second one is hung up higher, so that the next way is shorter. */
  private Party root(Party party) {
    Party at = party;
    for (Party up = parents.get(at); up != null; up = parents.get(at)) {
      Party above = parents.getOrDefault(up, up);
      parents.put(at, above);
      at = above;
    }
    return at;
  }

  /** Those of two members or more: largest first, equal ones in the order of the ledger. */
  public List<Cluster> clusters() {
    Map<Party, List<Link>> byRoot = new LinkedHashMap<>();
    for (Link link : links) {
      byRoot.computeIfAbsent(root(link.one()), _ -> new ArrayList<>()).add(link);
    }
    return byRoot.values().stream()
        .map(Clusters::cluster)
        .sorted(Comparator.comparingInt((Cluster cluster) -> cluster.members().size()).reversed())
        .toList();
  }

  private static Cluster cluster(List<Link> links) {
    List<Party> members =
        links.stream()
            .flatMap(link -> Stream.of(link.one(), link.other()))
            .distinct()
            .sorted(Comparator.comparing(Party::text))
            .toList();
    return new Cluster(members, links);
  }
}
