package org.spoor.model.flow;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * The statement that one incident's stolen value of one asset adds up, in base units:
 *
 * <p>seeded + converted in = held + service + fees + burned + converted out + frozen + recovered +
 * discrepancy + not followed (definitions, section 4).
 *
 * @param ended what came to rest, by kind of end; kinds without value are absent
 * @param tainted under POISON, which does not conserve, all value it calls dirty at the ends
 */
public record Conservation(
    String incident,
    Asset asset,
    Amount seeded,
    Amount convertedIn,
    Map<EndKind, Amount> ended,
    Optional<Amount> tainted) {

  public Conservation {
    Map<EndKind, Amount> ordered = new EnumMap<>(EndKind.class);
    ordered.putAll(ended);
    ended = Collections.unmodifiableMap(ordered);
  }

  public Amount ended(EndKind kind) {
    return ended.getOrDefault(kind, Amount.ZERO);
  }

  public Amount notFollowed() {
    return sum(true);
  }

  /** Whether both sides are equal to the base unit; never under POISON. */
  public boolean isExact() {
    return tainted.isEmpty() && seeded.plus(convertedIn).equals(sum(true).plus(sum(false)));
  }

  private Amount sum(boolean notFollowed) {
    return ended.entrySet().stream()
        .filter(e -> e.getKey().isNotFollowed() == notFollowed)
        .map(Map.Entry::getValue)
        .reduce(Amount.ZERO, Amount::plus);
  }
}
