package org.spoor.ethereum.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.model.value.Address;
import tools.jackson.databind.JsonNode;

/**
 * Finds the transactions that changed an account's nonce or balance, with any archive node: the
 * blocks by bisecting, in these the transactions that explain the change.
 *
 * <p>Of an account without code nothing is missed: all it pays raises its nonce, so that with the
 * nonce unchanged its balance can only grow. What a contract gets and pays within the same stretch
 * of blocks may not show, and one that is created and destroyed within a block never does. Calls
 * that move no value are not found, nor are transfers of tokens.
 */
public final class BisectFinder implements Finder {

  private final Node node;
  private final Bisection bisection;
  private final Explanation explanation;
  private final long finalised;
  private final int limit;

  /**
   * @param internals of transactions that name an address
   * @param blocks what else moved in a block, if that can be told
   * @param finalised height up to which blocks are final
   * @param limit transactions beyond which an address is too busy
   */
  public BisectFinder(
      Node node, Internals internals, Optional<BlockInternals> blocks, long finalised, int limit) {
    this.node = node;
    this.bisection = new Bisection(node, finalised, limit);
    this.explanation = new Explanation(node, internals, blocks, finalised);
    this.finalised = finalised;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "bisect";
  }

  @Override
  public Map<Address, Finding> find(Set<Address> addresses, Span span) {
    Tally tally = new Tally(addresses, limit);
    List<Change> changes = bisection.run(addresses, span, tally);
    explanation.of(changes, tally);
    warnOfContracts(looks(addresses, changes, span), span, tally);
    return tally.findings();
  }

  /** An account after a block. */
  private record Look(Address address, long height) implements Comparable<Look> {

    @Override
    public int compareTo(Look other) {
      int byAddress = address.compareTo(other.address);
      return byAddress != 0 ? byAddress : Long.compare(height, other.height);
    }
  }

  /** At both ends and wherever it changed: code may come and go. */
  private static Set<Look> looks(Set<Address> addresses, List<Change> changes, Span span) {
    Stream<Look> ends =
        addresses.stream()
            .flatMap(address ->
                Stream.of(
                    new Look(address, Math.max(0, span.from() - 1)), new Look(address, span.to())));
    return Stream.concat(ends, changes.stream().map(c -> new Look(c.address(), c.height())))
        .collect(Collectors.toSet());
  }

  private void warnOfContracts(Set<Look> looks, Span span, Tally tally) {
    Map<Look, Optional<Boolean>> codes =
        Questions.ask(node, looks, this::code, BisectFinder::isCode);
    Set<Address> contracts =
        codes.entrySet().stream()
            .filter(entry -> entry.getValue().orElse(true))
            .map(entry -> entry.getKey().address())
            .collect(Collectors.toSet());
    tally.gap(
        contracts,
        "blocks %d-%d: the address has code, and what it got and passed on between two looks at its balance is not seen"
            .formatted(span.from(), span.to()));
  }

  private static boolean isCode(JsonNode code) {
    return !code.asString().equals("0x");
  }

  private Call code(Look look) {
    return new Call(
        "eth_getCode",
        List.of(look.address().text(), Quantity.hex(look.height())),
        look.height() <= finalised);
  }
}
