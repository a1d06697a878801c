package org.spoor.app;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.spoor.app.live.Surroundings;
import org.spoor.app.terminal.Output;

/** What a command line said, and how it ended. */
public record Answer(int code, String out, String err) {

  /** Runs the program on a screen of 100 columns that nobody watches, with nothing configured. */
  public static Answer to(String... args) {
    return in(LedgerSources.NOBODY, args);
  }

  /** The same in other surroundings. */
  static Answer in(Surroundings surroundings, String... args) {
    return in(surroundings, 100, args);
  }

  /**
   * The same on another screen.
   *
   * @param width of lines, in characters
   */
  static Answer in(Surroundings surroundings, int width, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Output output = new Output(Output.utf8(out), Output.utf8(err), width, false);
    int code = Main.run(List.of(args), output, surroundings);
    return new Answer(code, text(out), text(err));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
