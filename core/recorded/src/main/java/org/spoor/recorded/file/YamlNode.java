package org.spoor.recorded.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.spoor.model.SpoorException;

/**
 * A value of a YAML file, with its place.
 *
 * @param name the key that it stands under
 */
public record YamlNode(YamlFile file, String name, Node node) implements Place {

  /** It as text. */
  public Field field() {
    if (node instanceof ScalarNode scalar) {
      return new Field(this, name, scalar.getValue(), file.values());
    }
    throw refuse(name, "is not a single value");
  }

  /** Its items; a value that is no list is a list of one. */
  public List<YamlNode> items() {
    return node instanceof SequenceNode sequence
        ? sequence.getValue().stream().map(n -> new YamlNode(file, name, n)).toList()
        : List.of(this);
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** It as a mapping of these keys and no others. */
  public YamlMapping mapping(List<String> keys) {
    return mapping(Optional.of(keys));
  }

  /** It as a mapping of any keys. */
  public YamlMapping mapping() {
    return mapping(Optional.empty());
  }

  private YamlMapping mapping(Optional<List<String>> known) {
    if (!(node instanceof MappingNode mapping)) {
      throw refuse(name, "is not a list of keys with values");
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode keyNode = new YamlNode(file, "key", tuple.getKeyNode());
      String key = keyNode.field().text();
      known.ifPresent(keys -> keyNode.oneOf(key, keys));
      if (entries.containsKey(key)) {
        throw keyNode.refuse("key", "'" + key + "' stands twice");
      }
      YamlNode value = new YamlNode(file, key, tuple.getValueNode());
      if (!value.isNothing()) {
        entries.put(key, value);
      }
    }
    return new YamlMapping(this, entries);
  }

  private void oneOf(String key, List<String> known) {
    if (!known.contains(key)) {
      throw refuse(
          "key", "%s is not one of %s".formatted(CaseFile.quote(key), String.join(", ", known)));
    }
  }

  private boolean isNothing() {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && List.of("", "~", "null").contains(scalar.getValue());
  }

  @Override
  public SpoorException refuse(String field, String problem) {
    return file.refuse(node.getStartMark().orElseThrow(), ", %s: %s".formatted(field, problem));
  }

  /** A mapping; keys without a value are absent. */
  public record YamlMapping(YamlNode node, Map<String, YamlNode> entries) {

    public Optional<YamlNode> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    public Optional<Field> field(String key) {
      return get(key).map(YamlNode::field);
    }

    /** The text under a key, or nothing. */
    public String text(String key) {
      return field(key).map(Field::text).orElse("");
    }

    public YamlNode require(String key) {
      return get(key).orElseThrow(() -> node.refuse(key, "is missing"));
    }

    public Field requiredField(String key) {
      return require(key).field();
    }

    /** The items under a key; none if it is absent. */
    public List<YamlNode> items(String key) {
      return get(key).map(YamlNode::items).orElse(List.of());
    }

    public List<String> texts(String key) {
      List<String> texts = new ArrayList<>();
      items(key).forEach(item -> texts.add(item.field().required()));
      return texts;
    }
  }
}
