package org.spoor.engine.trace;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * How far to follow; stated before the run and recorded with it (definitions, section 5).
 *
 * @param minimum an edge into a new place with less dirty value than this ends there, per asset
 * @param maxHops from the theft, the stolen transfer's recipient being hop 0
 * @param until events after it are not followed
 * @param maxReads address histories and outputs that are looked up
 * @param maxDegree transactions that move value from or to an unlabelled address beyond which it is
 *     too busy to follow
 * @param stopAtServices whether a trail ends with a custodian
 * @param stopAtCoinJoins whether a trail ends in a CoinJoin
 */
public record StopRules(
    SortedMap<Asset, Amount> minimum,
    OptionalInt maxHops,
    Optional<Instant> until,
    OptionalInt maxReads,
    OptionalInt maxDegree,
    boolean stopAtServices,
    boolean stopAtCoinJoins) {

  /** Nothing stops a trail but custodians and CoinJoins. */
  public static final StopRules SERVICES_ONLY =
      new StopRules(
          new TreeMap<>(),
          OptionalInt.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          true,
          true);

  public StopRules {
    minimum = Collections.unmodifiableSortedMap(new TreeMap<>(minimum));
  }

  Amount minimumOf(Asset asset) {
    return minimum.getOrDefault(asset, Amount.ZERO);
  }

  public StopRules withMinimum(Map<Asset, Amount> least) {
    return new StopRules(
        new TreeMap<>(least), maxHops, until, maxReads, maxDegree, stopAtServices, stopAtCoinJoins);
  }

  public StopRules withMaxHops(int hops) {
    return new StopRules(
        minimum, OptionalInt.of(hops), until, maxReads, maxDegree, stopAtServices, stopAtCoinJoins);
  }

  public StopRules withUntil(Instant last) {
    return new StopRules(
        minimum, maxHops, Optional.of(last), maxReads, maxDegree, stopAtServices, stopAtCoinJoins);
  }

  public StopRules withMaxReads(int reads) {
    return new StopRules(
        minimum, maxHops, until, OptionalInt.of(reads), maxDegree, stopAtServices, stopAtCoinJoins);
  }

  public StopRules withMaxDegree(int degree) {
    return new StopRules(
        minimum, maxHops, until, maxReads, OptionalInt.of(degree), stopAtServices, stopAtCoinJoins);
  }

  /** A CoinJoin is followed over its candidates. */
  public StopRules throughCoinJoins() {
    return new StopRules(minimum, maxHops, until, maxReads, maxDegree, stopAtServices, false);
  }
}
