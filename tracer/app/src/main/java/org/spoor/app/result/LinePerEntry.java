package org.spoor.app.result;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/** JSON with a line for each entry, so that results can be compared by line. */
final class LinePerEntry implements PrettyPrinter {

  private int deepest = 2;
  private int depth;

  /** Objects and arrays nested deeper than this stand on one line. */
  void deepest(int levels) {
    this.deepest = levels;
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator json) {
    json.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator json) {
    json.writeRaw('{');
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator json) {
    newLine(json, "");
  }

  @Override
  public void writeObjectNameValueSeparator(JsonGenerator json) {
    json.writeRaw(": ");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator json) {
    json.writeRaw(',');
    newLine(json, " ");
  }

  @Override
  public void writeEndObject(JsonGenerator json, int entries) {
    end(json, entries, '}');
  }

  @Override
  public void writeStartArray(JsonGenerator json) {
    json.writeRaw('[');
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator json) {
    newLine(json, "");
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator json) {
    json.writeRaw(',');
    newLine(json, " ");
  }

  @Override
  public void writeEndArray(JsonGenerator json, int values) {
    end(json, values, ']');
  }

  private void end(JsonGenerator json, int entries, char bracket) {
    boolean ownLine = entries > 0 && depth <= deepest;
    depth--;
    if (ownLine) {
      json.writeRaw("\n" + "  ".repeat(depth));
    }
    json.writeRaw(bracket);
  }

  private void newLine(JsonGenerator json, String otherwise) {
    json.writeRaw(depth <= deepest ? "\n" + "  ".repeat(depth) : otherwise);
  }
}
