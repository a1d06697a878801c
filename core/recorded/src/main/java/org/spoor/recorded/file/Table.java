package org.spoor.recorded.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;

/**
 * A file of comma-separated values with a header line.
 *
 * @param required columns that the header has to name, in any order
 * @param optional columns that it may name
 */
public record Table(CaseFile file, Interned values, List<String> required, List<String> optional) {

  /** Hands over one row after the other. */
  public void forEach(Consumer<Row> each) {
    file.read(text -> {
      read(text, each);
      return file;
    });
  }

  private void read(BufferedReader text, Consumer<Row> each) {
    long line = 0;
    try {
      Iterator<CsvRecord> records = records(text);
      if (!records.hasNext()) {
        throw file.refuse(1, ": the header is missing; the columns are " + known());
      }
      Map<String, Integer> columns = header(records.next());
      while (records.hasNext()) {
        CsvRecord record = records.next();
        line = record.getStartingLineNumber();
        if (record.getFieldCount() != columns.size()) {
          throw file.refuse(
              line,
              ": %d fields, but the header has %d columns"
                  .formatted(record.getFieldCount(), columns.size()));
        }
        each.accept(new Row(this, columns, record));
      }
    } catch (CsvParseException _) {
      throw file.refuse(line + 1, " or after: quotes are not closed or not in their place");
    }
  }

  /** The file closes its text itself. */
  private static Iterator<CsvRecord> records(BufferedReader text) {
    return CsvReader.builder()
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text)
        .iterator();
  }

  private Map<String, Integer> header(CsvRecord record) {
    long line = record.getStartingLineNumber();
    Map<String, Integer> columns = new HashMap<>();
    for (String column : record.getFields()) {
      if (!required.contains(column) && !optional.contains(column)) {
        throw file.refuse(
            line,
            ": unknown column %s; the columns are %s".formatted(CaseFile.quote(column), known()));
      }
      if (columns.put(column, columns.size()) != null) {
        throw file.refuse(line, ": column '" + column + "' stands twice");
      }
    }
    for (String column : required) {
      if (!columns.containsKey(column)) {
        throw file.refuse(
            line, ": column '%s' is missing; the columns are %s".formatted(column, known()));
      }
    }
    return columns;
  }

  private String known() {
    return Stream.concat(required.stream(), optional.stream().map(c -> c + " (optional)"))
        .collect(Collectors.joining(", "));
  }

  /** One line of a table. */
  public record Row(Table table, Map<String, Integer> columns, CsvRecord record) implements Place {

    /** The field of a column; empty if the table has no such column. */
    public Field field(String column) {
      Integer at = columns.get(column);
      return new Field(this, column, at == null ? "" : record.getField(at), table.values);
    }

    public long line() {
      return record.getStartingLineNumber();
    }

    @Override
    public SpoorException refuse(String column, String problem) {
      return table.file.refuse(line(), ", column %s: %s".formatted(column, problem));
    }
  }
}
