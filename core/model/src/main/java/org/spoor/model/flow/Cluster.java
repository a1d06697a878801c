package org.spoor.model.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * Addresses that one person controls, if whoever spends outputs together controls them all
 * (multi-input heuristic; definitions, section 9) and, where it was asked for, if what is voted to
 * be change is change.
 *
 * @param members in order of their text
 * @param links the unions that made it, one fewer than members: those by inputs in the order of the
 *     ledger, then those by change, which join only what inputs do not
 */
public record Cluster(List<Party> members, List<Link> links) {

  /**
   * Two members, and the transaction that spends outputs of both; or, as weaker evidence, that
   * spends one's output and whose change goes to the other.
   *
   * @param votes for the change, all that were given; none where both are spent from
   */
  public record Link(TxId tx, Party one, Party other, List<ChangeVote> votes) {

    public Link {
      votes = List.copyOf(votes);
    }

    public boolean isByChange() {
      return !votes.isEmpty();
    }
  }

  public Cluster {
    members = List.copyOf(members);
    links = List.copyOf(links);
    if (links.size() != members.size() - 1) {
      throw new IllegalArgumentException(
          "%d members and %d links".formatted(members.size(), links.size()));
    }
  }

  /** Those of the unions that rest on change. */
  public List<Link> byChange() {
    return links.stream().filter(Link::isByChange).toList();
  }

  /** The chain of links from one member to another; empty if they are the same or not both here. */
  public List<Link> evidence(Party from, Party to) {
    Map<Party, List<Link>> beside = new HashMap<>();
    for (Link link : links) {
      beside.computeIfAbsent(link.one, _ -> new ArrayList<>()).add(link);
      beside.computeIfAbsent(link.other, _ -> new ArrayList<>()).add(link);
    }
    Map<Party, Link> reachedBy = new HashMap<>();
    Deque<Party> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty() && !reachedBy.containsKey(to)) {
      Party at = open.remove();
      for (Link link : beside.getOrDefault(at, List.of())) {
        Party next = across(link, at);
        if (!next.equals(from) && reachedBy.putIfAbsent(next, link) == null) {
          open.add(next);
        }
      }
    }
    return wayBack(from, to, reachedBy);
  }

  private static List<Link> wayBack(Party from, Party to, Map<Party, Link> reachedBy) {
    List<Link> chain = new ArrayList<>();
    for (Party at = to; !at.equals(from) && reachedBy.containsKey(at); ) {
      Link link = reachedBy.get(at);
      chain.add(link);
      at = across(link, at);
    }
    Collections.reverse(chain);
    return List.copyOf(chain);
  }

  private static Party across(Link link, Party from) {
    return link.one.equals(from) ? link.other : link.one;
  }
}
