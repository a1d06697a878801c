package org.spoor.app.terminal;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of small answers: maps, lists, texts, numbers, truth values and null. */
public final class PlainJson {

  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT))
          .build();

  private PlainJson() {}

  public static void print(Object value, PrintStream out) {
    out.print(MAPPER.writeValueAsString(value) + "\n");
    out.flush();
  }

  /** A JSON object in the making; members stay in order. */
  public static final class Members {
    private final Map<String, Object> members = new LinkedHashMap<>();

    public Members with(String name, Object value) {
      members.put(name, value);
      return this;
    }

    public Map<String, Object> map() {
      return members;
    }
  }
}
