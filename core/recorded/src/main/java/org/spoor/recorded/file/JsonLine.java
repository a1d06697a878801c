package org.spoor.recorded.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.model.SpoorException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON object on a line of a file, or one within it.
 *
 * @param number of the line, from 1
 * @param where within the line, as messages say it
 */
public record JsonLine(CaseFile file, Interned values, long number, String where, JsonNode node)
    implements Place {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public static JsonLine parse(CaseFile file, Interned values, long number, String line) {
    try {
      return new JsonLine(file, values, number, "", MAPPER.readTree(line));
    } catch (JacksonException e) {
      String problem = e.getOriginalMessage().split("[\\n(]", 2)[0].strip();
      String column =
          Optional.ofNullable(e.getLocation()).map(at -> ", column " + at.getColumnNr()).orElse("");
      throw file.refuse(number, "%s: not JSON: %s".formatted(column, problem));
    }
  }

  /** The same, with the transaction's name in its messages. */
  public JsonLine named(String transaction) {
    return new JsonLine(file, values, number, ", transaction " + CaseFile.quote(transaction), node);
  }

  /** It, if it is an object of these keys and no others. */
  public JsonLine only(List<String> keys) {
    if (!node.isObject()) {
      throw file.refuse(number, where + ": not a JSON object");
    }
    for (String key : node.propertyNames()) {
      if (!keys.contains(key)) {
        throw refuse(
            "name", "%s is not one of %s".formatted(CaseFile.quote(key), String.join(", ", keys)));
      }
    }
    return this;
  }

  /** The value of a key; null counts as absent. */
  public Optional<Field> field(String key) {
    JsonNode value = node.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    String text = value.isString() ? value.stringValue() : value.toString();
    return Optional.of(new Field(this, key, text, values));
  }

  public Field requiredField(String key) {
    return field(key).orElseThrow(() -> refuse(key, "is missing"));
  }

  /** The items of a list, which must be there but may be empty. */
  public List<JsonLine> items(String key) {
    JsonNode list = node.path(key);
    if (!list.isArray()) {
      throw refuse(key, list.isMissingNode() ? "is missing" : "is not a list");
    }
    List<JsonLine> items = new ArrayList<>();
    for (JsonNode item : list) {
      String place = "%s, %s[%d]".formatted(where, key, items.size());
      items.add(new JsonLine(file, values, number, place, item));
    }
    return items;
  }

  @Override
  public SpoorException refuse(String key, String problem) {
    return file.refuse(number, "%s, field %s: %s".formatted(where, key, problem));
  }
}
