package org.spoor.app.incidents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.SpoorException;

/** The file {@code statements.yaml}: published totals of losses, as their publishers give them. */
final class PublishedTotals {

  private static final String NAME = "statements.yaml";

  private PublishedTotals() {}

  /**
   * What somebody published of an actor's thefts.
   *
   * @param where it was read
   */
  record Statement(
      String id,
      String actor,
      String by,
      String date,
      String where,
      List<Item> items,
      List<Total> totals,
      List<String> notes) {

    Statement {
      items = List.copyOf(items);
      totals = List.copyOf(totals);
      notes = List.copyOf(notes);
    }
  }

  /** One theft in a statement. */
  record Item(String incident, String year, Usd usd) {}

  /**
   * One sum in a statement.
   *
   * @param year that it is for, if it is for a year
   * @param words how exact it is, how many thefts, what it is of, and how it changed
   */
  record Total(Optional<String> year, Usd usd, String words) {}

  /** The statements that ship with Spoor, in the order of the file. */
  static List<Statement> shipped() {
    return read(ShippedIncidents.root().resolve(NAME));
  }

  static List<Statement> read(Path file) {
    LoadSettings settings = LoadSettings.builder().setSchema(new FailsafeSchema()).build();
    try (InputStream text = Files.newInputStream(file)) {
      Object document = new Load(settings).loadFromInputStream(text);
      return maps(map(document).get("statements")).stream()
          .map(PublishedTotals::statement)
          .toList();
    } catch (IOException e) {
      throw SpoorException.unavailable("cannot read " + NAME + ": " + e.getMessage(), e);
    } catch (YamlEngineException e) {
      throw SpoorException.malformedData(NAME + " is not YAML: " + e.getMessage());
    }
  }

  private static Statement statement(Map<?, ?> entry) {
    return new Statement(
        text(entry, "id"),
        text(entry, "actor"),
        text(entry, "by"),
        text(entry, "date"),
        text(map(entry.get("source")), "where"),
        maps(entry.get("items")).stream().map(PublishedTotals::item).toList(),
        maps(entry.get("totals")).stream().map(PublishedTotals::total).toList(),
        list(entry.get("notes")).stream().map(String::valueOf).toList());
  }

  private static Item item(Map<?, ?> entry) {
    return new Item(text(entry, "incident"), text(entry, "year"), usd(entry));
  }

  private static Total total(Map<?, ?> entry) {
    String thefts = optional(entry, "thefts").map(n -> n + " thefts").orElse("");
    List<String> words =
        List.of(
            optional(entry, "qualifier").orElse(""),
            optional(entry, "what").orElse(""),
            thefts,
            optional(entry, "change").orElse(""));
    return new Total(
        optional(entry, "year"),
        usd(entry),
        String.join(", ", words.stream().filter(word -> !word.isEmpty()).toList()));
  }

  private static Usd usd(Map<?, ?> entry) {
    return Usd.parse(text(entry, "usd"), NAME);
  }

  private static String text(Map<?, ?> entry, String key) {
    return optional(entry, key)
        .orElseThrow(() ->
            SpoorException.malformedData("%s: %s is missing in %s".formatted(NAME, key, entry)));
  }

  private static Optional<String> optional(Map<?, ?> entry, String key) {
    return Optional.ofNullable(entry.get(key)).map(String::valueOf);
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw SpoorException.malformedData("%s: expected keys, not %s".formatted(NAME, value));
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<? extends Map<?, ?>> maps(@Nullable Object value) {
    return list(value).stream().map(PublishedTotals::map).toList();
  }
}
