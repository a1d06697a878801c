package org.spoor.app.sources;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.spoor.model.SpoorException;

/**
 * A value of {@code sources.yaml}, with its place. What it is never gets into a message: a key may
 * stand in any wrong place.
 *
 * @param name the key that it stands under
 */
record Setting(Path file, String name, Node node) {

  /** It as text, which is not blank. */
  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    throw refuse("expected one value");
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** Its items; nothing is a list of none, one value a list of one. */
  List<Setting> items() {
    return switch (node) {
      case SequenceNode list ->
          list.getValue().stream().map(item -> new Setting(file, name, item)).toList();
      case ScalarNode scalar when scalar.getValue().isBlank() -> List.of();
      default -> List.of(this);
    };
  }

  /** It as a mapping of these keys and no others. */
  Map<String, Setting> members(List<String> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw refuse("expected keys with values: " + String.join(", ", known));
    }
    Map<String, Setting> members = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Setting place = new Setting(file, name, tuple.getKeyNode());
      String key = place.text();
      Setting value = new Setting(file, key, tuple.getValueNode());
      if (!known.contains(key)) {
        throw place.refuse("unknown field, expected one of " + String.join(", ", known));
      }
      if (members.putIfAbsent(key, value) != null) {
        throw place.refuse("'%s' stands twice".formatted(key));
      }
    }
    return members;
  }

  <T extends Enum<T>> T oneOf(List<T> constants, Function<T, String> words) {
    return constants.stream()
        .filter(constant -> words.apply(constant).equals(text()))
        .findFirst()
        .orElseThrow(
            () -> wrong(constants.stream().map(words).collect(Collectors.joining(" or "))));
  }

  /**
   * @param expected what the text should be
   */
  SpoorException wrong(String expected) {
    return refuse("expected " + expected);
  }

  SpoorException refuse(String problem) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return SpoorException.invalidInput("%s, line %d, %s: %s".formatted(file, line, name, problem));
  }
}
