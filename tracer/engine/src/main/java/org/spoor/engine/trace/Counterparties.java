package org.spoor.engine.trace;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.engine.trace.SwapDecoder.Trade;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;

/**
 * Divides what is gained among several lost assets, where everybody who takes one of them pays for
 * it himself: then the ledger shows what each was given for, and no price is needed.
 */
final class Counterparties {

  private final Map<Party, Map<Asset, BigInteger>> nets;

  /**
   * @param nets what the seller gains, or loses, of each asset by its dealings with each party
   */
  Counterparties(Map<Party, Map<Asset, BigInteger>> nets) {
    this.nets = nets;
  }

  /**
   * @return one trade for each lost asset, in the order in which they were given; none if anybody
   *     takes several assets, or takes without paying, or pays without taking
   */
  List<Trade> trades(Set<Asset> losses, Set<Asset> gains) {
    Map<Asset, Set<Party>> takers = new LinkedHashMap<>();
    for (Map.Entry<Party, Map<Asset, BigInteger>> one : nets.entrySet()) {
      Set<Asset> taken = ofSign(-1, one.getValue());
      Set<Asset> paid = ofSign(1, one.getValue());
      if (taken.isEmpty() && paid.isEmpty()) {
        continue;
      }
      if (taken.size() != 1 || paid.isEmpty() || !isBetween(taken, paid, losses, gains)) {
        return List.of();
      }
      takers
          .computeIfAbsent(taken.iterator().next(), key -> new LinkedHashSet<>())
          .add(one.getKey());
    }
    List<Trade> trades = new ArrayList<>();
    takers.forEach((lost, with) -> trades.add(trade(lost, with)));
    return trades;
  }

  /** What one trade takes in must not be given away in another. */
  private static boolean isBetween(
      Set<Asset> taken, Set<Asset> paid, Set<Asset> losses, Set<Asset> gains) {
    return losses.containsAll(taken) && gains.containsAll(paid);
  }

  private static Set<Asset> ofSign(int sign, Map<Asset, BigInteger> nets) {
    Set<Asset> assets = new LinkedHashSet<>();
    nets.forEach((asset, net) -> {
      if (net.signum() == sign) {
        assets.add(asset);
      }
    });
    return assets;
  }

  private Trade trade(Asset lost, Set<Party> with) {
    Map<Asset, BigInteger> gained = new LinkedHashMap<>();
    for (Party party : with) {
      Map<Asset, BigInteger> own = nets.getOrDefault(party, Map.of());
      ofSign(1, own).forEach(asset -> gained.merge(asset, own.get(asset), BigInteger::add));
    }
    return new Trade(lost, gained.keySet(), with, reason(gained));
  }

  private String reason(Map<Asset, BigInteger> gained) {
    List<String> weights = new ArrayList<>();
    gained.forEach((asset, amount) ->
        weights.add("%s of %s base units of %s".formatted(amount, all(asset), asset.text())));
    return "net positions of the seller with each counterparty in one transaction; those who took"
        + " this asset paid "
        + String.join(", ", weights);
  }

  private BigInteger all(Asset asset) {
    return nets.values().stream()
        .map(net -> net.getOrDefault(asset, BigInteger.ZERO))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }
}
