package org.spoor.app.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** What POSIX tools tell of the terminal; nothing where there is none, or no such tools. */
final class Terminal {

  private Terminal() {}

  /** Of {@code COLUMNS} if it is set, else of the terminal that results go to. */
  static OptionalInt width() {
    Optional<String> columns = Optional.ofNullable(System.getenv("COLUMNS"));
    return columns
        .or(() ->
            isOutATerminal() ? answer("stty size </dev/tty | cut -d' ' -f2") : Optional.empty())
        .filter(text -> text.matches("[1-9][0-9]{0,4}"))
        .map(text -> OptionalInt.of(Integer.parseInt(text)))
        .orElse(OptionalInt.empty());
  }

  static boolean isErrorATerminal() {
    return hasSucceeded(new ProcessBuilder("test", "-t", "2").redirectError(Redirect.INHERIT));
  }

  private static boolean isOutATerminal() {
    return hasSucceeded(new ProcessBuilder("test", "-t", "1").redirectOutput(Redirect.INHERIT));
  }

  private static boolean hasSucceeded(ProcessBuilder command) {
    try {
      Process process = command.start();
      return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> answer(String script) {
    try {
      Process process =
          new ProcessBuilder(List.of("sh", "-c", script)).redirectError(Redirect.DISCARD).start();
      byte[] text = process.getInputStream().readAllBytes();
      return Optional.of(new String(text, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
