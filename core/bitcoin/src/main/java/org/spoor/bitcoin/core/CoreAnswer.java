package org.spoor.bitcoin.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.spoor.endpoint.Excerpt;
import org.spoor.model.SpoorException;
import tools.jackson.databind.JsonNode;

/**
 * A part of what Bitcoin Core answered, which complains where it is something else than expected.
 *
 * @param name of the field; empty for the answer itself
 */
record CoreAnswer(String name, JsonNode json) {

  /** One bitcoin has 10^8 satoshi. */
  private static final int DECIMALS = 8;

  /** What has more digits before the point is no amount. */
  private static final int LONGEST_AMOUNT = 10;

  static CoreAnswer of(JsonNode json) {
    return new CoreAnswer("", json);
  }

  boolean isThere() {
    return !json.isNull() && !json.isMissingNode();
  }

  /** Not there where there is no such field. */
  CoreAnswer at(String field) {
    return new CoreAnswer(name.isEmpty() ? field : name + "." + field, json.path(field));
  }

  List<CoreAnswer> items() {
    if (!json.isArray()) {
      throw malformed("a list");
    }
    List<CoreAnswer> items = new ArrayList<>(json.size());
    json.forEach(item -> items.add(new CoreAnswer(name + "[" + items.size() + "]", item)));
    return items;
  }

  /** A hash of a block or transaction. */
  String hash() {
    return text("a hash", "[0-9a-f]{64}");
  }

  String hex() {
    if (!json.isString()) {
      throw malformed("hexadecimal bytes");
    }
    return json.stringValue();
  }

  String text() {
    return text("a text", "(?s).*");
  }

  private String text(String expected, String pattern) {
    if (!json.isString() || !json.stringValue().matches(pattern)) {
      throw malformed(expected);
    }
    return json.stringValue();
  }

  /** A height, a count, a number of an output. */
  int number() {
    if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < 0) {
      throw malformed("a whole number");
    }
    return json.intValue();
  }

  Instant time() {
    return Instant.ofEpochSecond(number());
  }

  boolean flag() {
    if (!json.isBoolean()) {
      throw malformed("true or false");
    }
    return json.booleanValue();
  }

  /** An amount that is written in bitcoin, perhaps a negative one. */
  long satoshi() {
    if (!json.isNumber()) {
      throw malformed("an amount in bitcoin");
    }
    BigDecimal bitcoin = json.decimalValue();
    boolean isOne =
        bitcoin.precision() - bitcoin.scale() <= LONGEST_AMOUNT && bitcoin.scale() <= DECIMALS;
    if (!isOne) {
      throw malformed("an amount in bitcoin");
    }
    return bitcoin.movePointRight(DECIMALS).longValueExact();
  }

  SpoorException malformed(String expected) {
    return SpoorException.malformedData(
        "%sexpected %s, found %s".formatted(name.isEmpty() ? "" : name + ": ", expected, shown()));
  }

  private String shown() {
    return isThere() ? Excerpt.of(json) : "nothing";
  }
}
