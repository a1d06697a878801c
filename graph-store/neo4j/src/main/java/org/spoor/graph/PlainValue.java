package org.spoor.graph;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Entity;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;
import org.neo4j.driver.types.Relationship;

/** A value of Cypher as text, number, boolean, list, map or null. */
final class PlainValue {

  private PlainValue() {}

  static @Nullable Object of(Value value) {
    return value.isNull() ? null : ofObject(value.asObject());
  }

  private static @Nullable Object ofObject(@Nullable Object object) {
    return switch (object) {
      case null -> null;
      case String text -> text;
      case Number number -> number;
      case Boolean truth -> truth;
      case ZonedDateTime time -> time.toInstant().toString();
      case List<?> list -> listOf(list);
      case Map<?, ?> map -> mapOf(map);
      case Node node -> entity(node, ":labels", listOf(node.labels()));
      case Relationship relationship -> entity(relationship, ":type", relationship.type());
      case Path path -> pathOf(path);
      default -> object.toString();
    };
  }

  private static List<@Nullable Object> listOf(Iterable<?> items) {
    List<@Nullable Object> plain = new ArrayList<>();
    items.forEach(item -> plain.add(ofObject(item)));
    return plain;
  }

  private static Map<String, @Nullable Object> mapOf(Map<?, ?> map) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    map.forEach((name, item) -> plain.put(String.valueOf(name), ofObject(item)));
    return plain;
  }

  private static Map<String, @Nullable Object> entity(Entity entity, String name, Object kind) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    plain.put(name, kind);
    plain.putAll(mapOf(entity.asMap()));
    return plain;
  }

  /** Nodes and relationships in turn. */
  private static List<@Nullable Object> pathOf(Path path) {
    List<@Nullable Object> plain = new ArrayList<>(List.of(mapOf(path.start().asMap())));
    path.forEach(segment -> {
      plain.add(ofObject(segment.relationship()));
      plain.add(ofObject(segment.end()));
    });
    return plain;
  }
}
