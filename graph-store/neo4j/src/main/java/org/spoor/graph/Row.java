package org.spoor.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spoor.model.value.Amount;

/** The properties of a node or relationship, in the order of their names. */
final class Row {

  private final Map<String, Object> properties = new TreeMap<>();

  /** A text; an empty one says nothing and is left out. */
  Row with(String name, String value) {
    if (!value.isEmpty()) {
      properties.put(name, value);
    }
    return this;
  }

  Row with(String name, long value) {
    properties.put(name, value);
    return this;
  }

  Row with(String name, boolean value) {
    properties.put(name, value);
    return this;
  }

  Row with(String name, List<String> values) {
    properties.put(name, values);
    return this;
  }

  Row with(String name, Instant time) {
    properties.put(name, time.atZone(ZoneOffset.UTC));
    return this;
  }

  Row with(String name, Map<String, Object> nested) {
    properties.put(name, nested);
    return this;
  }

  /** All digits: Neo4j's integers end at 64 bits, which 10 ETH exceed. */
  Row with(String name, Amount amount) {
    properties.put(name, amount.toString());
    return this;
  }

  /** A number near the amount, to rank by; never to add up. */
  Row withApproximate(Amount amount) {
    properties.put("approx", amount.toBigInteger().doubleValue());
    return this;
  }

  Map<String, Object> toMap() {
    return properties;
  }
}
