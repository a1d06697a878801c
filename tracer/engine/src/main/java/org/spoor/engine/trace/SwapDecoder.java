package org.spoor.engine.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;

/**
 * Decodes swaps from the net positions of one address in one transaction (definitions, section 7).
 */
final class SwapDecoder {

  /** What netting says. */
  sealed interface Verdict {
    /** Each asset lost was given for gains of its own. */
    record Traded(List<Trade> trades) implements Verdict {
      public Traded {
        trades = List.copyOf(trades);
      }
    }

    /** Several assets lost for one gain: there is no value at hand to weigh them. */
    record Unweighable(int assetsLost) implements Verdict {}
  }

  /**
   * One asset lost, others gained for it.
   *
   * @param with who takes and pays; nobody in particular if all of the transaction is one trade
   * @param reason how it is known
   */
  record Trade(Asset lost, Set<Asset> gains, Set<Party> with, String reason) {

    /** Whether a movement from or to {@code party} can belong to the trade. */
    boolean isPartOf(Transfer event, Address party) {
      return with.isEmpty() || with.contains(other(event, party));
    }
  }

  /** From or to whom {@code party} moves value. */
  static Party other(Transfer event, Address party) {
    return event.from().equals(party) ? event.to() : event.from();
  }

  private static final String BY_NET_POSITIONS = "net positions of the seller in one transaction";

  private final Predicate<Transfer> counts;

  /**
   * @param counts whether a transfer is a movement of value
   */
  SwapDecoder(Predicate<Transfer> counts) {
    this.counts = counts;
  }

  /**
   * Nets the events of one transaction.
   *
   * @return nothing if the address only gives or only takes there
   */
  Optional<Verdict> decode(Address address, List<Transfer> events) {
    Map<Asset, BigInteger> nets = nets(address, events);
    Set<Asset> gains = new LinkedHashSet<>();
    Set<Asset> losses = new LinkedHashSet<>();
    nets.forEach((asset, net) -> {
      if (net.signum() != 0) {
        (net.signum() > 0 ? gains : losses).add(asset);
      }
    });
    if (gains.isEmpty() || losses.isEmpty()) {
      return Optional.empty();
    }
    if (losses.size() == 1) {
      Asset lost = losses.iterator().next();
      return Optional.of(
          new Verdict.Traded(List.of(new Trade(lost, gains, Set.of(), BY_NET_POSITIONS))));
    }
    List<Trade> divided = new Counterparties(between(address, events)).trades(losses, gains);
    return Optional.of(
        divided.isEmpty() ? new Verdict.Unweighable(losses.size()) : new Verdict.Traded(divided));
  }

  /** What the address gains, or loses, of each asset by its dealings with each other party. */
  private Map<Party, Map<Asset, BigInteger>> between(Address address, List<Transfer> events) {
    Map<Party, List<Transfer>> dealings = new LinkedHashMap<>();
    for (Transfer event : events) {
      dealings.computeIfAbsent(other(event, address), key -> new ArrayList<>()).add(event);
    }
    Map<Party, Map<Asset, BigInteger>> nets = new LinkedHashMap<>();
    dealings.forEach((other, own) -> nets.put(other, nets(address, own)));
    return nets;
  }

  /** What the address gains, or loses, of each asset by these events; fees do not count. */
  Map<Asset, BigInteger> nets(Address address, List<Transfer> events) {
    Map<Asset, BigInteger> nets = new LinkedHashMap<>();
    for (Transfer event : events) {
      if (event.isFee() || !counts.test(event)) {
        continue;
      }
      BigInteger amount = event.amount().toBigInteger();
      if (event.to().equals(address)) {
        nets.merge(event.asset(), amount, BigInteger::add);
      }
      if (event.from().equals(address)) {
        nets.merge(event.asset(), amount.negate(), BigInteger::add);
      }
    }
    return nets;
  }
}
