package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.app.terminal.Output;

/** What nobody should write, and readers that go away. */
final class OddArgumentsTest {

  private static final String CASE = "tutorial-harbour";
  private static final String THEFT = "0x" + "a".repeat(64);
  private static final String THIEF = "0x" + "2".repeat(40);

  @TempDir private Path folder = Path.of("");

  static Stream<List<String>> badInput() {
    return Stream.of(
        List.of(""),
        List.of("trace", ""),
        List.of("trace", " "),
        List.of("trace", "a\0b"),
        List.of("trace", CASE, "--also", ""),
        List.of("trace", CASE, "--also", CASE),
        List.of("trace", CASE, "--json", ""),
        List.of("trace", CASE, "--json", "a\0b"),
        List.of("trace", CASE, "--rows", "NaN"),
        List.of("trace", CASE, "--max-hops", "99999999999999999999"),
        List.of("trace", CASE, "--max-hops", "1", "--max-hops", "2"),
        List.of("trace", CASE, "--min-taint", "-1"),
        List.of("trace", CASE, "--min-taint", "=1"),
        List.of("trace", CASE, "--min-taint", "9".repeat(61)),
        List.of("trace", CASE, "--min-taint", "1", "--min-taint", "2"),
        List.of("trace", CASE, "--min-taint", "ETH=1", "--min-taint", "ETH=2"),
        List.of("trace", CASE, "--until", "2025-02-30"),
        List.of("trace", CASE, "--until", "+999999999-12-31"),
        List.of("trace", CASE, "--policy", "fifo", "--policy", "lifo"),
        List.of("trace", CASE, "a\nb"),
        List.of("trace", "@/etc/passwd"),
        List.of("trace", "--theft-tx", THEFT),
        List.of("trace", "--chain", "ethereum"),
        List.of("trace", "--chain", "bitcoin", "--theft-tx", THEFT + ":x"),
        List.of("trace", "--chain", "ethereum", "--theft-tx", "0x12"),
        List.of("trace", "--chain", "ethereum", "--theft-tx", ""),
        List.of("trace", "--chain", "ethereum", "--to", THIEF),
        List.of("trace", "--chain", "ethereum", "--theft-tx", THEFT, "--to", "me"),
        List.of("trace", "--chain", "ethereum", "--theft-tx", THEFT, "--to", ""),
        List.of("trace", "--chain", "ethereum", "--theft-tx", THEFT, "--to", THIEF, "--to", THIEF),
        List.of("trace", CASE, "--chain", "ethereum", "--theft-tx", THEFT),
        List.of("trace", "--chain", "ethereum", "--theft-tx", THEFT, "--also", CASE),
        List.of("trace", "--chain", "ethereum", "--holding", THIEF, "--asset", "ETH"),
        List.of("trace", "--chain", "ethereum", "--holding", THIEF, "--asset", "X", "--at", "5"),
        List.of("trace", "--chain", "ethereum", "--holding", "X", "--asset", "ETH", "--at", "5"),
        List.of("trace", "--chain", "ethereum", "--holding", THIEF, "--asset", "ETH", "--at", "x"),
        List.of("trace", CASE, "--max-calls", "many"),
        List.of("trace", CASE, "--as-of", "-5"),
        List.of("sources", "what"),
        List.of("sources", "prune"),
        List.of("sources", "prune", "--all", "--older-than", "3"),
        List.of("sources", "prune", "--older-than", "-1"),
        List.of("incidents", "show", ""),
        List.of("incidents", "losses", "--actor", ""),
        List.of("incidents", "losses", "--by", "month"),
        List.of("query", ""),
        List.of("query", " \n"),
        List.of("query", "--limit", "-1"),
        List.of("query", "--neo4j", "", "where-is-the-money"),
        List.of("graph", "stop", ""));
  }

  @ParameterizedTest
  @MethodSource
  void badInput(List<String> args) {
    Answer answer = Answer.to(args.toArray(String[]::new));
    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines()).singleElement().asString().startsWith("spoor: ");
  }

  @Test
  void argument_thatNamesAFileOfArguments_isNotReplacedByThem() {
    assertThat(Answer.to("trace", "@/etc/passwd").err()).contains("@/etc/passwd");
  }

  @Test
  void trace_readerWentAway_isQuietAndTheFileIsWritten() {
    Path file = folder.resolve("result.json");
    Output output =
        new Output(
            Output.utf8(new Unwritable("Broken pipe")),
            Output.utf8(new Unwritable("Broken pipe")),
            40,
            true);
    List<String> args = List.of("trace", CASE, "--no-store", "--json", file.toString());
    assertThat(Main.run(args, output, LedgerSources.NOBODY)).isZero();
    assertThat(file).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"incidents", "incidents losses", "incidents losses --json", "query --list"})
  void results_cannotBeWritten_isOneLineAndExitCode3(String command) {
    assertUnwritten(List.of(command.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "--json=-", "--help"})
  void trace_resultCannotBeWritten_isOneLineAndExitCode3(String option) {
    assertUnwritten(List.of("trace", CASE, "--no-store", option));
  }

  private static void assertUnwritten(List<String> args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output output =
        new Output(
            Output.utf8(new Unwritable("No space left on device")), Output.utf8(err), 100, false);
    assertThat(Main.run(args, output, LedgerSources.NOBODY)).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("spoor: cannot write standard output: No space left on device\n");
  }

  /** What a process writes to when the one that read has ended, or when there is no room. */
  private static final class Unwritable extends OutputStream {
    private final String reason;

    Unwritable(String reason) {
      this.reason = reason;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(reason);
    }
  }
}
