package org.spoor.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The program. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Screen screen = Screen.ofProcess();
    int code = run(List.of(args), screen);
    screen.out().flush();
    System.exit(code);
  }

  /** Runs one command and says with which code the process is to end. */
  static int run(List<String> args, Screen screen) {
    Failures failures = new Failures(screen.err());
    try {
      return commandLine(screen, failures).execute(args.toArray(String[]::new));
    } catch (Error e) {
      return failures.unexpected(e);
    }
  }

  private static CommandLine commandLine(Screen screen, Failures failures) {
    CommandLine line = new CommandLine(new SpoorCommand(screen));
    line.addSubcommand(new TraceCommand(screen))
        .addSubcommand(IncidentsCommand.line(screen))
        .addSubcommand(new QueryCommand(screen))
        .addSubcommand(GraphCommand.line(screen));
    return line.setOut(new PrintWriter(screen.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(screen.err(), true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Math.min(screen.width(), 120))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
