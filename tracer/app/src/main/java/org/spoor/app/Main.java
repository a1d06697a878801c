package org.spoor.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The program. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Output output = Output.ofProcess();
    int code = run(List.of(args), output);
    output.out().flush();
    System.exit(code);
  }

  /** Runs one command and says with which code the process is to end. */
  static int run(List<String> args, Output output) {
    Failures failures = new Failures(output.err());
    try {
      return commandLine(output, failures).execute(args.toArray(String[]::new));
    } catch (Error e) {
      return failures.unexpected(e);
    }
  }

  private static CommandLine commandLine(Output output, Failures failures) {
    CommandLine line = new CommandLine(new SpoorCommand(output));
    line.addSubcommand(new TraceCommand(output))
        .addSubcommand(IncidentsCommand.line(output))
        .addSubcommand(new QueryCommand(output))
        .addSubcommand(GraphCommand.line(output));
    return line.setOut(new PrintWriter(output.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(output.err(), true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Math.min(output.width(), 120))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
