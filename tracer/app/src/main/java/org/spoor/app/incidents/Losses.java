package org.spoor.app.incidents;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.spoor.app.incidents.PublishedTotals.Statement;
import org.spoor.app.incidents.PublishedTotals.Total;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Loss;

/**
 * What was stolen by one actor, or by all: as itemised here, and as published.
 *
 * @param items one per theft, by date
 */
record Losses(Optional<String> actor, List<Item> items, List<Statement> statements) {

  Losses {
    items = List.copyOf(items);
    statements = List.copyOf(statements);
  }

  /**
   * One theft.
   *
   * @param usd the first published figure, the one that sums use; none for a list of proceeds
   */
  record Item(Incident incident, Optional<Usd> usd) {

    private static Item of(Incident incident) {
      return new Item(incident, figures(incident).stream().findFirst().map(Item::usd));
    }

    private static Usd usd(Loss loss) {
      return Usd.parse(loss.figure(), "losses");
    }

    String year() {
      return Integer.toString(incident.date().getYear());
    }

    /** Every published figure in US dollars, the one that sums use first. */
    List<Loss> figures() {
      return figures(incident);
    }

    private static List<Loss> figures(Incident incident) {
      return incident.losses().stream().filter(Loss::isUsd).toList();
    }

    /** The sources of a figure in full. */
    List<Citation> sources(Loss figure) {
      return incident.citations().stream()
          .filter(citation -> figure.statedBy().contains(citation.id()))
          .toList();
    }
  }

  /** A year's sums. */
  record Year(List<Item> items, List<Published> published) {

    private Year() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    Usd itemised() {
      return items.stream().flatMap(item -> item.usd().stream()).reduce(Usd.ZERO, Usd::plus);
    }

    long thefts() {
      return items.stream().filter(item -> item.usd().isPresent()).count();
    }
  }

  /** A total and the statement that it stands in. */
  record Published(Statement statement, Total total) {}

  static Losses of(Optional<String> actor, List<Incident> incidents, List<Statement> statements) {
    return new Losses(
        actor,
        incidents.stream()
            .filter(i -> isBy(i, actor) && !IncidentsCommand.isInvented(i))
            .map(Item::of)
            .toList(),
        statements.stream().filter(s -> actor.map(s.actor()::equals).orElse(true)).toList());
  }

  private static boolean isBy(Incident incident, Optional<String> actor) {
    return actor.isEmpty()
        || incident.attribution().stream().anyMatch(a -> a.actor().equals(actor.get()));
  }

  /** By year, of the theft and as published. */
  SortedMap<String, Year> years() {
    SortedMap<String, Year> years = new TreeMap<>();
    for (Item item : items) {
      years.computeIfAbsent(item.year(), _ -> new Year()).items.add(item);
    }
    for (Statement statement : statements) {
      for (Total total : statement.totals()) {
        total
            .year()
            .ifPresent(year ->
                years
                    .computeIfAbsent(year, _ -> new Year())
                    .published
                    .add(new Published(statement, total)));
      }
    }
    return years;
  }

  /** The figure that is itemised here for a theft that a statement names. */
  Optional<Usd> here(String incident) {
    return byId().getOrDefault(incident, Optional.empty());
  }

  private Map<String, Optional<Usd>> byId() {
    Map<String, Optional<Usd>> figures = new TreeMap<>();
    items.forEach(item -> figures.put(item.incident().id(), item.usd()));
    return figures;
  }
}
