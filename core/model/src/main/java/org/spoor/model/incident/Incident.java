package org.spoor.model.incident;

import java.time.LocalDate;
import java.util.List;

/**
 * One theft and what is publicly known of it.
 *
 * @param time of day as the sources print it, or empty
 * @param chains ledgers touched, readable here or not
 * @param thin sentences on what is not known or contradictory
 * @param missing what a trace lacks, or empty
 */
public record Incident(
    String id,
    String name,
    LocalDate date,
    String time,
    List<String> chains,
    String victim,
    List<ActorStatement> attribution,
    List<Loss> losses,
    List<TheftSource> theftSources,
    List<AssertedConversion> conversions,
    List<StatedAmount> frozen,
    List<StatedAmount> recovered,
    List<NamedAddress> addresses,
    List<String> thin,
    String missing,
    List<Citation> citations) {

  public Incident {
    if (!id.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new IllegalArgumentException("incident id '" + id + "'");
    }
    chains = List.copyOf(chains);
    attribution = List.copyOf(attribution);
    losses = List.copyOf(losses);
    theftSources = List.copyOf(theftSources);
    conversions = List.copyOf(conversions);
    frozen = List.copyOf(frozen);
    recovered = List.copyOf(recovered);
    addresses = List.copyOf(addresses);
    thin = List.copyOf(thin);
    citations = List.copyOf(citations);
  }

  /** An incident of which only the theft sources matter. */
  public static Incident of(String id, LocalDate date, List<TheftSource> sources) {
    return new Incident(
        id, id, date, "", List.of(), "", List.of(), List.of(), sources, List.of(), List.of(),
        List.of(), List.of(), List.of(), "", List.of());
  }

  public Incident withConversions(List<AssertedConversion> asserted) {
    return new Incident(
        id,
        name,
        date,
        time,
        chains,
        victim,
        attribution,
        losses,
        theftSources,
        asserted,
        frozen,
        recovered,
        addresses,
        thin,
        missing,
        citations);
  }

  /** With what is stated to be frozen and recovered. */
  public Incident withStated(List<StatedAmount> frozenNow, List<StatedAmount> recoveredNow) {
    return new Incident(
        id,
        name,
        date,
        time,
        chains,
        victim,
        attribution,
        losses,
        theftSources,
        conversions,
        frozenNow,
        recoveredNow,
        addresses,
        thin,
        missing,
        citations);
  }
}
