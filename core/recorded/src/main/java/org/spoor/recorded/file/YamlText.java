package org.spoor.recorded.file;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The text of a YAML mapping in the making; what is empty is left out. */
public final class YamlText {

  /** Whatever reads it takes all scalars for text: the core schema would quote what is none. */
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSchema(new CoreSchema())
          .setWidth(120)
          .setDereferenceAliases(true)
          .build();

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** Puts a text, or a list of texts or mappings, under a key. */
  public YamlText put(String key, Object value) {
    boolean isEmpty = value.equals("") || (value instanceof Collection<?> all && all.isEmpty());
    if (!isEmpty) {
      values.put(key, value);
    }
    return this;
  }

  public Map<String, Object> values() {
    return values;
  }

  public static String of(Map<String, Object> values) {
    return new Dump(SETTINGS).dumpToString(values);
  }
}
