package org.spoor.ethereum.source;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;

/**
 * Finds the blocks that changed accounts, by asking for nonce and balance between blocks at which
 * they differ: of all accounts together, in one round trip for each eighth of the distance.
 */
final class Bisection {

  /** Eight instead of two pieces: a third of the round trips for 2.3 times the calls. */
  private static final int PIECES = 8;

  private final Node node;
  private final long finalised;
  private final int limit;

  /** An account after a block. */
  private record Point(Address address, long height) {}

  /** Blocks over which an account changed. */
  private record Stretch(Address address, long low, State before, long high, State after) {

    boolean isBlock() {
      return high - low == 1;
    }

    boolean changes() {
      return !before.equals(after);
    }

    /** Between its ends. */
    List<Point> cuts() {
      List<Point> points = points();
      return points.subList(1, points.size() - 1);
    }

    List<Point> points() {
      long pieces = Math.min(PIECES, high - low);
      return LongStream.rangeClosed(0, pieces)
          .mapToObj(i -> new Point(address, low + (high - low) * i / pieces))
          .toList();
    }

    Map<Point, State> ends() {
      return Map.of(new Point(address, low), before, new Point(address, high), after);
    }

    Change change() {
      return new Change(
          address,
          high,
          after.nonce() - before.nonce(),
          after.balance().subtract(before.balance()));
    }
  }

  /**
   * @param limit changes beyond which an address is too busy
   */
  Bisection(Node node, long finalised, int limit) {
    this.node = node;
    this.finalised = finalised;
    this.limit = limit;
  }

  List<Change> run(Set<Address> addresses, Span span, Tally tally) {
    // The genesis block holds no transactions.
    long before = Math.max(0, span.from() - 1);
    if (before == span.to() || addresses.isEmpty()) {
      return List.of();
    }
    List<Stretch> open = whole(addresses, before, span.to(), tally);
    List<Change> changes = new ArrayList<>();
    while (!open.isEmpty()) {
      open.stream().filter(Stretch::isBlock).map(Stretch::change).forEach(changes::add);
      open = cut(open.stream().filter(stretch -> !stretch.isBlock()).toList(), tally);
      open = withoutBusy(open, changes, tally);
    }
    return changes.stream().filter(change -> !tally.isBusy(change.address())).toList();
  }

  private List<Stretch> whole(Set<Address> addresses, long low, long high, Tally tally) {
    List<List<Point>> ends =
        addresses.stream()
            .sorted()
            .map(a -> List.of(new Point(a, low), new Point(a, high)))
            .toList();
    Map<Point, State> states = states(ends, tally);
    return ends.stream().flatMap(points -> along(points, states)).toList();
  }

  private List<Stretch> cut(List<Stretch> open, Tally tally) {
    Map<Point, State> states = states(open.stream().map(Stretch::cuts).toList(), tally);
    open.forEach(stretch -> stretch.ends().forEach(states::put));
    return open.stream().flatMap(stretch -> along(stretch.points(), states)).toList();
  }

  /** What changed between neighbours; where a state was refused, the account has its gap. */
  private static Stream<Stretch> along(List<Point> points, Map<Point, State> states) {
    if (!states.keySet().containsAll(points)) {
      return Stream.empty();
    }
    return IntStream.range(1, points.size())
        .mapToObj(i -> stretch(points.get(i - 1), points.get(i), states))
        .filter(Stretch::changes);
  }

  private static Stretch stretch(Point low, Point high, Map<Point, State> states) {
    return new Stretch(
        low.address(), low.height(), of(low, states), high.height(), of(high, states));
  }

  private static State of(Point point, Map<Point, State> states) {
    return Objects.requireNonNull(states.get(point));
  }

  private List<Stretch> withoutBusy(List<Stretch> open, List<Change> changes, Tally tally) {
    Map<Address, Long> seen =
        Stream.concat(open.stream().map(Stretch::address), changes.stream().map(Change::address))
            .collect(Collectors.groupingBy(a -> a, Collectors.counting()));
    open.stream()
        .filter(s ->
            s.after().nonce() - s.before().nonce() > limit
                || seen.getOrDefault(s.address(), 0L) > limit)
        .forEach(stretch -> tally.busy(stretch.address()));
    return open.stream().filter(stretch -> !tally.isBusy(stretch.address())).toList();
  }

  private Map<Point, State> states(List<List<Point>> wanted, Tally tally) {
    List<Point> points = wanted.stream().flatMap(List::stream).toList();
    if (points.isEmpty()) {
      return new HashMap<>();
    }
    List<Call> calls = points.stream().flatMap(p -> Stream.of(nonceAt(p), balanceAt(p))).toList();
    List<Reply> replies = node.ask(calls);
    Map<Point, State> states = new HashMap<>();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      Optional<BigInteger> nonce = quantity(point, calls.get(2 * i), replies.get(2 * i), tally);
      Optional<BigInteger> balance =
          quantity(point, calls.get(2 * i + 1), replies.get(2 * i + 1), tally);
      if (nonce.isPresent() && balance.isPresent()) {
        states.put(point, new State(nonce.get().longValueExact(), balance.get()));
      }
    }
    return states;
  }

  private Optional<BigInteger> quantity(Point point, Call call, Reply reply, Tally tally) {
    return switch (reply) {
      case Reply.Result result ->
          Optional.of(
              call.read(node.name(), () -> new Answer("answer", result.value()).quantity()));
      case Reply.Refusal refusal -> {
        tally.refused(
            List.of(point.address()),
            refusal,
            "%s: %s: the state after block %d is refused: %s"
                .formatted(node.name(), call.method(), point.height(), refusal.message()));
        yield Optional.empty();
      }
    };
  }

  private Call nonceAt(Point point) {
    return call("eth_getTransactionCount", point);
  }

  private Call balanceAt(Point point) {
    return call("eth_getBalance", point);
  }

  private Call call(String method, Point point) {
    return new Call(
        method,
        List.of(point.address().text(), Quantity.hex(point.height())),
        point.height() <= finalised);
  }
}
