package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.terminal.Output;
import org.spoor.model.SpoorException;

final class MainTest {

  @ParameterizedTest
  @ValueSource(strings = {"trace", "sources", "incidents", "coinjoins", "query", "graph"})
  void help_eachCommand_isShown(String command) {
    Answer answer = Answer.to(command, "--help");
    assertThat(answer.code()).isZero();
    assertThat(answer.out()).startsWith("Usage: spoor " + command);
  }

  @Test
  void help_alone_namesCommandsAndExitCodes() {
    Answer answer = Answer.to("--help");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("trace ", "incidents ", "query ", "graph ")
        .contains("Exit codes: 0 done");
    assertThat(Answer.to().out()).isEqualTo(answer.out());
  }

  @Test
  void version_isTold() {
    assertThat(Answer.to("--version").out()).startsWith("spoor ");
  }

  @Test
  void unknownCommand_isOneLineWithASuggestion() {
    Answer answer = Answer.to("tarce");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err())
        .matches("spoor: unknown argument 'tarce': did you mean .*trace\\? \\(spoor --help .*\n");
  }

  @ParameterizedTest
  @CsvSource({"INVALID_INPUT,2", "UNAVAILABLE,3", "MALFORMED_DATA,4", "NOT_CONSERVED,5"})
  void exitCode_eachKind_isItsOwn(SpoorException.Kind kind, int code) {
    assertThat(ExitCode.of(kind)).isEqualTo(code);
  }

  @Test
  void unexpected_fault_isOneLineAndAFile() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = new Failures(Output.utf8(err)).unexpected(new IllegalStateException("odd"));
    String line = err.toString(StandardCharsets.UTF_8);
    Matcher file = Pattern.compile("details are in (\\S+)").matcher(line);
    assertThat(code).isEqualTo(1);
    assertThat(line.lines()).hasSize(1);
    assertThat(file.find()).isTrue();
    Path details = Path.of(file.group(1));
    assertThat(details).content().contains("MainTest.unexpected_fault_isOneLineAndAFile");
    Files.delete(details);
  }

  @Test
  void query_unknownRecipe_suggestsTheNearOnes() {
    Answer answer = Answer.to("query", "where-is-money");
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.err()).contains("did you mean where-is-the-money?");
  }

  @Test
  void query_list_namesRecipesWithoutAServer() {
    assertThat(Answer.to("query", "--list").out()).contains("where-is-the-money", "path-between");
  }
}
