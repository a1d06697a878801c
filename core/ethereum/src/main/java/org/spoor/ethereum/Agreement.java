package org.spoor.ethereum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.spoor.endpoint.Together;
import org.spoor.ethereum.source.Network;
import org.spoor.ethereum.source.Probing;

/**
 * Nodes that are to be used together. They have to tell of one fork: of those that call a block
 * final, the first one that is preferred is believed, and who has another block there is not used.
 */
final class Agreement {

  private record Node(EndpointLine line, Probing.Able able) {

    long head() {
      return able.head().height();
    }

    boolean isOfNetworkOf(Node other) {
      return able.network().equals(other.able.network());
    }
  }

  /** Blocks that a node is asked for. */
  private record Question(Node node, Set<Long> heights) {}

  private final Node first;
  private final List<Node> others;

  private Agreement(Node first, List<Node> others) {
    this.first = first;
    this.others = others;
  }

  /**
   * What came of asking them, side by side, and of comparing the last final block of each with the
   * first of them.
   *
   * @param lines in the order in which they are preferred
   * @param probing what each can do
   * @param areOneFork whether those of which only an earlier run has asked what they can do need
   *     not be compared
   */
  static Map<EndpointLine, Probing> among(
      List<EndpointLine> lines,
      Function<EndpointLine, Probing> probing,
      BiPredicate<Network, List<EndpointLine>> areOneFork) {
    List<Probing> probed = Together.map(lines, probing);
    Map<EndpointLine, Probing> all = new LinkedHashMap<>();
    List<Node> able = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      EndpointLine line = lines.get(i);
      all.put(line, probed.get(i));
      if (probed.get(i) instanceof Probing.Able one) {
        able.add(new Node(line, one));
      }
    }
    if (!able.isEmpty() && isToBeCompared(able, areOneFork)) {
      compare(able).forEach((line, unable) -> all.put(line, unable));
      able.stream().map(Node::line).forEach(EndpointLine::confirm);
    }
    return all;
  }

  private static boolean isToBeCompared(
      List<Node> able, BiPredicate<Network, List<EndpointLine>> areOneFork) {
    return able.stream().anyMatch(node -> node.line().isAsked())
        || !areOneFork.test(
            able.getFirst().able().network(), able.stream().map(Node::line).toList());
  }

  private static Map<EndpointLine, Probing.Unable> compare(List<Node> able) {
    if (able.size() < 2) {
      return Map.of();
    }
    Node first = able.getFirst();
    return new Agreement(
            first, able.stream().skip(1).filter(node -> node.isOfNetworkOf(first)).toList())
        .contradictions();
  }

  /** Who has final blocks behind those of another is asked for the last of the other. */
  private Map<EndpointLine, Probing.Unable> contradictions() {
    List<Question> questions = questions();
    List<Map<Long, String>> told =
        Together.map(questions, question -> question.node().line().hashes(question.heights()));
    Map<Node, Map<Long, String>> hashes = new LinkedHashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      hashes.put(questions.get(i).node(), told.get(i));
    }
    Map<EndpointLine, Probing.Unable> contradictions = new LinkedHashMap<>();
    for (Node other : others) {
      contradiction(other, hashes)
          .ifPresent(why -> contradictions.put(other.line(), other.line().refuse(why)));
    }
    return contradictions;
  }

  private List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    Set<Long> before = new TreeSet<>();
    for (Node other : others) {
      if (other.head() > first.head()) {
        questions.add(new Question(other, Set.of(first.head())));
      } else if (other.head() < first.head()) {
        before.add(other.head());
      }
    }
    if (!before.isEmpty()) {
      questions.add(new Question(first, before));
    }
    return questions;
  }

  private Optional<String> contradiction(Node other, Map<Node, Map<Long, String>> hashes) {
    long height = Math.min(first.head(), other.head());
    String own = hash(other, height, hashes);
    String due = hash(first, height, hashes);
    return own.equals(due)
        ? Optional.empty()
        : Optional.of(
            "block %d is %s, but is final as %s at %s"
                .formatted(height, own, due, first.line().source().name()));
  }

  private static String hash(Node node, long height, Map<Node, Map<Long, String>> hashes) {
    return height == node.head()
        ? node.able().head().hash()
        : hashes.getOrDefault(node, Map.of()).getOrDefault(height, FinalBlocks.UNKNOWN);
  }
}
