package org.spoor.app.incidents;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.spoor.app.incidents.Losses.Item;
import org.spoor.app.incidents.Losses.Published;
import org.spoor.app.incidents.Losses.Year;
import org.spoor.app.incidents.PublishedTotals.Statement;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.model.incident.Citation;
import org.spoor.model.incident.Loss;

/** Losses as tables. */
final class LossesTable {

  private final int width;

  LossesTable(int width) {
    this.width = width;
  }

  List<String> lines(Losses losses) {
    List<String> lines = new ArrayList<>();
    String whose = losses.actor().map(a -> "attributed to " + a).orElse("by anybody");
    lines.add("LOSSES TO THEFTS " + whose + ", in US dollars at the time of the theft");
    lines.add("");
    lines.addAll(byYear(losses));
    lines.add("");
    lines.add("ITEMISED HERE (the first figure of each theft is the one that sums use)");
    losses.items().forEach(item -> lines.addAll(ofItem(item)));
    losses.statements().forEach(statement -> lines.addAll(ofStatement(statement, losses)));
    return lines;
  }

  private List<String> byYear(Losses losses) {
    Table table =
        new Table(
            Column.left("year"),
            Column.right("itemised here"),
            Column.right("thefts"),
            Column.right("published"),
            Column.text("by"));
    losses.years().forEach((year, sums) -> add(table, year, sums));
    return table.lines(width);
  }

  private static void add(Table table, String year, Year sums) {
    List<Published> published = sums.published();
    String first = published.isEmpty() ? "" : published.getFirst().total().usd().text();
    table.row(
        year,
        sums.itemised().text(),
        AmountText.count(sums.thefts()),
        first,
        published.isEmpty() ? "" : words(published.getFirst()));
    published.stream()
        .skip(1)
        .forEach(more -> table.row("", "", "", more.total().usd().text(), words(more)));
  }

  private static String words(Published published) {
    String words = published.total().words();
    return published.statement().by() + (words.isEmpty() ? "" : " (" + words + ")");
  }

  private List<String> ofItem(Item item) {
    Table table = new Table(Column.right(""), Column.text(""));
    item.figures().forEach(loss -> table.row(AmountText.figure(loss.figure()), words(item, loss)));
    if (table.isEmpty()) {
      table.row("none", "no figure of its own in US dollars");
    }
    List<String> lines =
        new ArrayList<>(
            List.of("", "%s %s".formatted(item.incident().date(), item.incident().id())));
    lines.addAll(table.lines(width));
    return lines;
  }

  private static String words(Item item, Loss figure) {
    String sources =
        item.sources(figure).stream().map(Citation::where).collect(Collectors.joining("; "));
    return figure.note().isEmpty()
        ? "source: " + sources
        : "%s; source: %s".formatted(figure.note(), sources);
  }

  private List<String> ofStatement(Statement statement, Losses losses) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.addAll(Wrap.hanging("PUBLISHED ", statement.date() + ", " + statement.by(), width));
    lines.addAll(Wrap.hanging("  source: ", statement.where(), width));
    Table table =
        new Table(Column.right("published"), Column.right("itemised here"), Column.text(""));
    statement
        .items()
        .forEach(item ->
            table.row(
                item.usd().text(),
                losses.here(item.incident()).map(Usd::text).orElse("-"),
                "%s, %s".formatted(item.incident(), item.year())));
    if (!statement.items().isEmpty()) {
      table.row(
          statement.items().stream()
              .map(PublishedTotals.Item::usd)
              .reduce(Usd.ZERO, Usd::plus)
              .text(),
          here(statement, losses).text(),
          "these together");
    }
    statement.totals().forEach(total -> table.row(total.usd().text(), "", words(total)));
    lines.addAll(table.lines(width));
    statement.notes().forEach(note -> lines.addAll(Wrap.hanging("  - ", note, width)));
    return lines;
  }

  private static Usd here(Statement statement, Losses losses) {
    return statement.items().stream()
        .flatMap(item -> losses.here(item.incident()).stream())
        .reduce(Usd.ZERO, Usd::plus);
  }

  private static String words(PublishedTotals.Total total) {
    return "total as published: "
        + total.year().map(year -> year + ", ").orElse("")
        + total.words();
  }
}
