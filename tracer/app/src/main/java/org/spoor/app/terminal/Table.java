package org.spoor.app.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows of text in columns. The last column may be running text: it is wrapped between words, and
 * goes on lines of its own where the screen is too narrow. Nothing is ever cut off.
 */
public final class Table {

  private static final String GAP = "  ";
  private static final String INDENT = "      ";
  private static final int LEAST_TEXT = 24;

  /** How the cells of a column stand below each other. */
  private enum Align {
    LEFT,
    RIGHT,
    /** Decimal points below each other. */
    POINT,
    /** Running text. */
    TEXT
  }

  /** One column. */
  public static final class Column {
    private final String title;
    private final Align align;

    private Column(String title, Align align) {
      this.title = title;
      this.align = align;
    }

    public static Column left(String title) {
      return new Column(title, Align.LEFT);
    }

    public static Column right(String title) {
      return new Column(title, Align.RIGHT);
    }

    /** Numbers with their decimal points below each other. */
    public static Column number(String title) {
      return new Column(title, Align.POINT);
    }

    /** Running text; only as the last column. */
    public static Column text(String title) {
      return new Column(title, Align.TEXT);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /**
   * @throws IllegalArgumentException unless there is one cell for each column
   */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + columns.size());
    }
    rows.add(IntStream.range(0, cells.length).mapToObj(i -> Printable.of(cells[i])).toList());
    return this;
  }

  /** Whether not even the columns beside the running text fit. */
  public boolean isTooWide(int width) {
    return fixed(paddings(), titles()).length() - GAP.length() > width;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The lines of the table, the titles first unless all are empty. */
  public List<String> lines(int width) {
    return isTooWide(width) ? stacked(width) : columns(width);
  }

  /** The cells of a row one after the other, over as many lines as they need. */
  private List<String> stacked(int width) {
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(c -> !c.title.isEmpty())) {
      lines.addAll(stacked(titles(), width));
    }
    rows.forEach(row -> lines.addAll(stacked(row, width)));
    return lines;
  }

  private static List<String> stacked(List<String> cells, int width) {
    List<String> lines = new ArrayList<>();
    for (String cell : cells) {
      if (lines.isEmpty()) {
        lines.add(cell);
      } else if (length(lines.getLast() + GAP + cell) <= width) {
        lines.add((lines.removeLast() + GAP + cell).stripTrailing());
      } else {
        Wrap.lines(cell, width - INDENT.length()).forEach(part -> lines.add(INDENT + part));
      }
    }
    return lines;
  }

  private List<String> columns(int width) {
    List<UnaryOperator<String>> padding = paddings();
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(c -> !c.title.isEmpty())) {
      String titles = fixed(padding, titles());
      lines.add(titles.length() + lastTitle().length() > width ? titles : titles + lastTitle());
    }
    int taken = fixed(padding, titles()).length();
    int longest = longestText();
    for (List<String> row : rows) {
      boolean beside = width - taken >= Math.max(longest, Math.min(LEAST_TEXT, text(row).length()));
      if (beside) {
        addRow(lines, fixed(padding, row), text(row), taken, width);
      } else {
        addBelow(lines, fixed(padding, row), text(row), width);
      }
    }
    return lines.stream().map(String::stripTrailing).toList();
  }

  private static void addRow(List<String> lines, String fixed, String text, int taken, int width) {
    List<String> parts = Wrap.lines(text, width - taken);
    lines.add(fixed + (parts.isEmpty() ? "" : parts.getFirst()));
    parts.stream().skip(1).forEach(part -> lines.add(" ".repeat(taken) + part));
  }

  private static void addBelow(List<String> lines, String fixed, String text, int width) {
    lines.add(fixed);
    Wrap.lines(text, width - INDENT.length()).forEach(part -> lines.add(INDENT + part));
  }

  private String fixed(List<UnaryOperator<String>> padding, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < fixedColumns(); i++) {
      line.append(padding.get(i).apply(cells.get(i))).append(GAP);
    }
    return line.toString();
  }

  private int fixedColumns() {
    return hasText() ? columns.size() - 1 : columns.size();
  }

  private boolean hasText() {
    return !columns.isEmpty() && columns.getLast().align == Align.TEXT;
  }

  private String text(List<String> row) {
    return hasText() ? row.getLast() : "";
  }

  private String lastTitle() {
    return hasText() ? columns.getLast().title : "";
  }

  private List<String> titles() {
    return columns.stream().map(c -> c.title).toList();
  }

  /** The longest word, which cannot be wrapped: an address. */
  private int longestText() {
    return rows.stream()
        .map(this::text)
        .flatMap(text -> Wrap.words(text).stream())
        .mapToInt(Table::length)
        .max()
        .orElse(0);
  }

  private List<UnaryOperator<String>> paddings() {
    return IntStream.range(0, columns.size()).mapToObj(this::padding).toList();
  }

  private UnaryOperator<String> padding(int index) {
    List<String> cells = rows.stream().map(row -> row.get(index)).toList();
    Column column = columns.get(index);
    int width = Math.max(longest(cells), length(column.title));
    return switch (column.align) {
      case LEFT, TEXT -> cell -> cell + spaces(width - length(cell));
      case RIGHT -> cell -> spaces(width - length(cell)) + cell;
      case POINT -> pointPadding(cells, column.title);
    };
  }

  private static UnaryOperator<String> pointPadding(List<String> cells, String title) {
    int fraction = longest(cells.stream().map(Table::fraction).toList());
    int whole = longest(cells.stream().map(Table::whole).toList());
    int width = Math.max(whole + fraction, length(title));
    return cell -> {
      String right = cell.equals(title) ? "" : spaces(fraction - length(fraction(cell)));
      return spaces(width - length(cell) - right.length()) + cell + right;
    };
  }

  private static String whole(String number) {
    return number.substring(0, number.length() - fraction(number).length());
  }

  private static String fraction(String number) {
    int point = number.indexOf('.');
    return point < 0 ? "" : number.substring(point);
  }

  private static int longest(List<String> cells) {
    return cells.stream().mapToInt(Table::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String spaces(int count) {
    return " ".repeat(Math.max(0, count));
  }
}
