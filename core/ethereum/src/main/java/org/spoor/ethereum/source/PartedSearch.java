package org.spoor.ethereum.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;

/**
 * A search by block range and addresses, asked in the largest parts that an endpoint answers. It
 * remembers how large those are.
 */
final class PartedSearch {

  /** What is asked of a part. */
  interface Question {

    Call call(Part part);

    /**
     * @return what of the part is still to be asked
     */
    Optional<Part> take(Part part, Answer answer);

    /**
     * What is likely to be left of a part that was not asked yet: it is asked along with it, so
     * that a node which remembers has it at hand.
     */
    default Optional<Part> rest(Part part) {
      return Optional.empty();
    }
  }

  private static final int FIRST_WAVE = 16;
  private static final int LARGEST_WAVE = 512;

  private final Node node;

  /** Blocks in one call, at most; learnt from refusals. */
  private long widest = Long.MAX_VALUE;

  /** Addresses in one call, at most; Geth takes 1,000 values in a topic. */
  private int most = 1000;

  PartedSearch(Node node) {
    this.node = node;
  }

  void run(Question question, Set<Address> addresses, Span span, Tally tally) {
    Deque<Part> todo = new ArrayDeque<>();
    List<Address> all = addresses.stream().sorted().toList();
    if (!all.isEmpty()) {
      Side.BOTH.forEach(side -> todo.add(new Part(side, span, all)));
    }
    int size = FIRST_WAVE;
    while (!todo.isEmpty()) {
      List<Part> wave = wave(todo, size, tally);
      boolean answered = ask(question, wave, todo, tally);
      size = answered ? Math.min(2 * size, LARGEST_WAVE) : FIRST_WAVE;
    }
  }

  /** Whether none of them was refused. */
  private boolean ask(Question question, List<Part> wave, Deque<Part> todo, Tally tally) {
    if (wave.isEmpty()) {
      return true;
    }
    Stream<Part> rests = wave.stream().flatMap(part -> question.rest(part).stream());
    List<Call> calls = Stream.concat(wave.stream(), rests).map(question::call).toList();
    List<Reply> replies = node.ask(calls);
    List<Part> left = new ArrayList<>();
    boolean answered = true;
    for (int i = 0; i < wave.size(); i++) {
      Part part = wave.get(i);
      String said = node.name() + ": " + calls.get(i).method();
      switch (replies.get(i)) {
        case Reply.Result result ->
            calls
                .get(i)
                .read(node.name(), () -> question.take(part, new Answer("answer", result.value())))
                .ifPresent(left::add);
        case Reply.Refusal refusal -> {
          answered = false;
          left.addAll(smaller(part, refusal, said, tally));
        }
      }
    }
    left.reversed().forEach(todo::addFirst);
    return answered;
  }

  /** The next parts, each within the known limits and without addresses that are too busy. */
  private List<Part> wave(Deque<Part> todo, int size, Tally tally) {
    List<Part> wave = new ArrayList<>();
    while (wave.size() < size && !todo.isEmpty()) {
      Part next = todo.removeFirst();
      Part open = next.of(tally.open(next.addresses()));
      if (!open.addresses().isEmpty()) {
        wave.add(fitting(open, todo));
      }
    }
    return wave;
  }

  private synchronized Part fitting(Part part, Deque<Part> todo) {
    List<Part> byBlocks = part.afterBlocks(widest);
    byBlocks.stream().skip(1).forEach(todo::addFirst);
    List<Part> byAddress = byBlocks.getFirst().afterAddresses(most);
    byAddress.stream().skip(1).forEach(todo::addFirst);
    return byAddress.getFirst();
  }

  private List<Part> smaller(Part part, Reply.Refusal refusal, String said, Tally tally) {
    List<Part> pieces = Limit.in(refusal).map(limit -> pieces(part, limit)).orElse(List.of(part));
    if (pieces.size() == 1) {
      tally.refused(
          part.addresses(),
          refusal,
          "blocks %d-%d: %s is refused: %s"
              .formatted(part.span().from(), part.span().to(), said, refusal.message()));
      return List.of();
    }
    return pieces;
  }

  private List<Part> pieces(Part part, Limit limit) {
    return switch (limit.kind()) {
      case RANGE -> {
        long blocks = blocks(part, limit);
        remember(blocks);
        yield byBlocks(part, blocks);
      }
      case RESULTS -> byBlocks(part, blocks(part, limit));
      case ADDRESSES -> byAddresses(part);
    };
  }

  private static long blocks(Part part, Limit limit) {
    long half = Math.max(1, part.blocks() / 2);
    return limit.blocks().stream().filter(b -> b > 0 && b < part.blocks()).findFirst().orElse(half);
  }

  private List<Part> byBlocks(Part part, long blocks) {
    return part.blocks() > 1
        ? part.afterBlocks(blocks)
        : part.afterAddresses(Math.max(1, part.addresses().size() / 2));
  }

  private synchronized List<Part> byAddresses(Part part) {
    int half = Math.max(1, part.addresses().size() / 2);
    most = Math.min(most, half);
    return part.addresses().size() > 1
        ? part.afterAddresses(half)
        : byBlocks(part, part.blocks() / 2);
  }

  private synchronized void remember(long blocks) {
    widest = Math.min(widest, blocks);
  }
}
