package org.spoor.engine.trace;

import java.math.BigInteger;
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

/**
 * Decodes swaps from the net positions of one address in one transaction (definitions, section 7).
 */
final class SwapDecoder {

  /** What netting says. */
  sealed interface Verdict {
    /** One asset lost, others gained. */
    record Swap(Asset lost, Set<Asset> gains) implements Verdict {}

    /** Several assets lost for one gain: there is no value at hand to weigh them. */
    record Unweighable(int assetsLost) implements Verdict {}
  }

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
    if (losses.size() > 1) {
      return Optional.of(new Verdict.Unweighable(losses.size()));
    }
    return Optional.of(new Verdict.Swap(losses.iterator().next(), gains));
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
