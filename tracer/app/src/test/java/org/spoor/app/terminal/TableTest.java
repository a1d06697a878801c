package org.spoor.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.spoor.app.terminal.Table.Column;

final class TableTest {

  private static final String ADDRESS = "0x" + "1".repeat(40);

  @Test
  void lines_numbers_standWithTheirPointsBelowEachOther() {
    Table table = new Table(Column.number("amount"), Column.right("share"), Column.left("end"));
    table.row("1,000", "9 %", "HELD").row("2.25", "0.01 %", "FEE");
    assertThat(table.lines(80))
        .containsExactly(
            "  amount   share  end", "1,000        9 %  HELD", "    2.25  0.01 %  FEE");
  }

  @Test
  void lines_textThatFits_standsBesideTheColumns() {
    Table table = new Table(Column.left("end"), Column.text("where"));
    table.row("HELD", ADDRESS + " somebody");
    assertThat(table.lines(80)).containsExactly("end   where", "HELD  " + ADDRESS + " somebody");
  }

  @Test
  void lines_textTooLong_isWrappedBelowItself() {
    Table table = new Table(Column.left(""), Column.text(""));
    table.row("HELD", ADDRESS + " a rather long name of somebody");
    assertThat(table.lines(60))
        .containsExactly("HELD  " + ADDRESS + " a rather", "      long name of somebody");
  }

  @Test
  void lines_screenNarrowerThanAnAddress_putsItOnALineOfItsOwnAndNeverCutsIt() {
    Table table = new Table(Column.left("a rather wide column of its own"), Column.text("where"));
    table.row("HELD", ADDRESS);
    assertThat(table.lines(60))
        .containsExactly("a rather wide column of its own  where", "HELD", "      " + ADDRESS);
  }

  @Test
  void lines_columnsWiderThanTheScreen_areStacked() {
    Table table = new Table(Column.left("id"), Column.right("loss"), Column.left("at hand"));
    table.row("bitfinex-2016", "72,000,000 USD", "theft sources only").row("a", "1 USD", "facts");
    assertThat(table.lines(40))
        .containsExactly(
            "id  loss  at hand",
            "bitfinex-2016  72,000,000 USD",
            "      theft sources only",
            "a  1 USD  facts");
  }

  @Test
  void row_controlCharacters_areShownAsQuestionMarks() {
    Table table = new Table(Column.left(""));
    table.row("a\u001b[31mb\u202ec");
    assertThat(table.lines(80)).containsExactly("a?[31mb?c");
  }

  @Test
  void row_wrongNumberOfCells_isRefused() {
    Table table = new Table(Column.left(""));
    assertThatThrownBy(() -> table.row("a", "b")).isInstanceOf(IllegalArgumentException.class);
  }
}
