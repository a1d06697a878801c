package org.spoor.app.result;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.model.attribution.Attribution;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.value.Amount;

/**
 * All dirty value of one run that ends at one destination.
 *
 * @param ends how many trace ends, for example unspent outputs, make it up
 */
public record EndTotal(
    Destination destination, Amount amount, long ends, Optional<Attribution> attribution) {

  /** Largest first; equal ones in the order of destinations. */
  public static final Comparator<EndTotal> LARGEST_FIRST =
      Comparator.comparing(EndTotal::amount).reversed().thenComparing(EndTotal::destination);

  /** One total for each destination, in the order of destinations. */
  public static List<EndTotal> of(List<TraceEnd> ends) {
    SortedMap<Destination, EndTotal> totals = new TreeMap<>();
    for (TraceEnd end : ends) {
      EndTotal one = new EndTotal(Destination.of(end), end.taint().total(), 1, end.attribution());
      totals.merge(one.destination, one, EndTotal::plus);
    }
    return List.copyOf(totals.values());
  }

  private EndTotal plus(EndTotal other) {
    return new EndTotal(
        destination,
        amount.plus(other.amount),
        ends + other.ends,
        attribution.or(other::attribution));
  }
}
