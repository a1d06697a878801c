package org.spoor.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * Where a command puts what it has to say.
 *
 * @param out results
 * @param err progress and what went wrong
 * @param width of lines, in characters
 * @param live whether somebody watches {@code err} while the command works
 */
public record Output(TextOut out, PrintStream err, int width, boolean live) {

  private static final int WIDTH_OF_A_FILE = 100;

  public Output {
    width = Math.clamp(width, 40, 200);
  }

  /** The screen, or the files, that the process was started with. Text is UTF-8. */
  public static Output ofProcess() {
    TextOut out = utf8(new FileOutputStream(FileDescriptor.out));
    TextOut err = utf8(new FileOutputStream(FileDescriptor.err));
    return new Output(
        out, err, Terminal.width().orElse(WIDTH_OF_A_FILE), Terminal.isErrorATerminal());
  }

  public static TextOut utf8(OutputStream stream) {
    return new TextOut(stream);
  }

  public void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    out.print(text);
    out.flush();
  }
}
