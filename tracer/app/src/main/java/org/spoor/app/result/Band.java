package org.spoor.app.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.value.Amount;

/**
 * How much of what was stolen ends at one destination, from the policy that says least to the one
 * that says most; over all policies, and over those that conserve.
 *
 * @param amounts by each policy that was run, zero where it sends nothing there
 */
public record Band(
    Destination destination, Optional<Attribution> attribution, Map<TaintPolicy, Amount> amounts) {

  public Band {
    Map<TaintPolicy, Amount> ordered = new EnumMap<>(TaintPolicy.class);
    ordered.putAll(amounts);
    amounts = Collections.unmodifiableMap(ordered);
  }

  /** One band for each destination of any run, in the order of destinations. */
  public static List<Band> of(Map<TaintPolicy, List<EndTotal>> runs) {
    Map<Destination, Optional<Attribution>> destinations = new TreeMap<>();
    runs.values().stream()
        .flatMap(List::stream)
        .forEach(total ->
            destinations.merge(total.destination(), total.attribution(), (a, b) -> a.or(() -> b)));
    Map<TaintPolicy, Map<Destination, Amount>> byRun = new EnumMap<>(TaintPolicy.class);
    runs.forEach((policy, totals) -> byRun.put(policy, byDestination(totals)));
    List<Band> bands = new ArrayList<>();
    destinations.forEach((destination, attribution) ->
        bands.add(new Band(destination, attribution, amounts(byRun, destination))));
    return bands;
  }

  private static Map<Destination, Amount> byDestination(List<EndTotal> totals) {
    Map<Destination, Amount> amounts = new TreeMap<>();
    totals.forEach(total -> amounts.put(total.destination(), total.amount()));
    return amounts;
  }

  private static Map<TaintPolicy, Amount> amounts(
      Map<TaintPolicy, Map<Destination, Amount>> byRun, Destination destination) {
    Map<TaintPolicy, Amount> amounts = new EnumMap<>(TaintPolicy.class);
    byRun.forEach(
        (policy, ends) -> amounts.put(policy, ends.getOrDefault(destination, Amount.ZERO)));
    return amounts;
  }

  /** From the policy that sends least there to the one that sends most. */
  public record Range(Amount lowest, Amount highest) {}

  /** Over all policies that were run. */
  public Range range() {
    return range(List.copyOf(amounts.keySet()));
  }

  /** Over those whose amounts add up to what was stolen: all but POISON. */
  public Range conserving() {
    return range(amounts.keySet().stream().filter(TaintPolicy::conserves).toList());
  }

  private Range range(List<TaintPolicy> policies) {
    return new Range(
        policies.stream().map(this::amount).min(Amount::compareTo).orElse(Amount.ZERO),
        policies.stream().map(this::amount).max(Amount::compareTo).orElse(Amount.ZERO));
  }

  /** The policies that send exactly {@code amount} there. */
  public List<TaintPolicy> giving(Amount amount) {
    return amounts.keySet().stream().filter(policy -> amount(policy).equals(amount)).toList();
  }

  /** The conserving ones among {@link #giving}. */
  public List<TaintPolicy> conservingGiving(Amount amount) {
    return giving(amount).stream().filter(TaintPolicy::conserves).toList();
  }

  /** What {@link TaintPolicy#POISON} calls dirty there, if it was run. */
  public Optional<Amount> poison() {
    return Optional.ofNullable(amounts.get(TaintPolicy.POISON));
  }

  private Amount amount(TaintPolicy policy) {
    return amounts.getOrDefault(policy, Amount.ZERO);
  }
}
