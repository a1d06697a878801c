package org.spoor.app.incidents;

import java.io.PrintStream;
import java.util.Map;
import org.spoor.app.incidents.Losses.Item;
import org.spoor.app.incidents.Losses.Published;
import org.spoor.app.incidents.Losses.Year;
import org.spoor.app.incidents.PublishedTotals.Statement;
import org.spoor.app.incidents.PublishedTotals.Total;
import org.spoor.app.terminal.PlainJson;
import org.spoor.app.terminal.PlainJson.Members;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Loss;

/** Losses as JSON; figures are strings of digits. */
final class LossesJson {

  private LossesJson() {}

  static void print(Losses losses, PrintStream out) {
    PlainJson.print(
        new Members()
            .with("actor", losses.actor().orElse(""))
            .with("currency", "USD")
            .with(
                "years",
                losses.years().entrySet().stream()
                    .map(year -> year(year.getKey(), year.getValue()))
                    .toList())
            .with("incidents", losses.items().stream().map(LossesJson::item).toList())
            .with(
                "statements", losses.statements().stream().map(s -> statement(s, losses)).toList())
            .map(),
        out);
  }

  private static Map<String, Object> year(String year, Year sums) {
    return new Members()
        .with("year", year)
        .with("itemised", sums.itemised().digits())
        .with("thefts", sums.thefts())
        .with("published", sums.published().stream().map(LossesJson::published).toList())
        .map();
  }

  private static Map<String, Object> published(Published published) {
    return new Members()
        .with("statement", published.statement().id())
        .with("by", published.statement().by())
        .with("usd", published.total().usd().digits())
        .with("words", published.total().words())
        .map();
  }

  private static Map<String, Object> item(Item item) {
    return new Members()
        .with("incident", item.incident().id())
        .with("date", item.incident().date().toString())
        .with("usd", item.usd().map(Usd::digits).orElse(""))
        .with("figures", item.figures().stream().map(figure -> figure(item, figure)).toList())
        .with("contradictions", item.incident().thin())
        .map();
  }

  private static Map<String, Object> figure(Item item, Loss figure) {
    return new Members()
        .with("usd", figure.figure())
        .with("note", figure.note())
        .with("sources", item.sources(figure).stream().map(Citation::where).toList())
        .map();
  }

  private static Map<String, Object> statement(Statement statement, Losses losses) {
    return new Members()
        .with("id", statement.id())
        .with("by", statement.by())
        .with("date", statement.date())
        .with("source", statement.where())
        .with("items", statement.items().stream().map(item -> named(item, losses)).toList())
        .with("totals", statement.totals().stream().map(LossesJson::total).toList())
        .with("notes", statement.notes())
        .map();
  }

  private static Map<String, Object> named(PublishedTotals.Item item, Losses losses) {
    return new Members()
        .with("incident", item.incident())
        .with("year", item.year())
        .with("usd", item.usd().digits())
        .with("itemised", losses.here(item.incident()).map(Usd::digits).orElse(""))
        .map();
  }

  private static Map<String, Object> total(Total total) {
    return new Members()
        .with("year", total.year().orElse(""))
        .with("usd", total.usd().digits())
        .with("words", total.words())
        .map();
  }
}
