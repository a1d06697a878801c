package org.spoor.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.spoor.app.coinjoins.CoinJoinsCommand;
import org.spoor.app.incidents.IncidentsCommand;
import org.spoor.app.live.EthereumLive;
import org.spoor.app.live.SourcesCommand;
import org.spoor.app.live.Surroundings;
import org.spoor.app.query.GraphCommand;
import org.spoor.app.query.QueryCommand;
import org.spoor.app.terminal.Output;
import org.spoor.app.trace.TraceCommand;
import org.spoor.bitcoin.BitcoinSources;
import picocli.CommandLine;

/** The program. */
public final class Main {

  /** Narrower than this, help cannot be laid out. */
  private static final int LEAST_FOR_HELP = 55;

  private static final int MOST_FOR_HELP = 120;

  private Main() {}

  public static void main(String[] args) {
    Output output = Output.ofProcess();
    Interruption interruption = new Interruption(output);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::tell));
    int code =
        run(
            List.of(args),
            output,
            Surroundings.ofProcess(
                interruption.watching(EthereumLive::open),
                interruption.watchingBitcoin(BitcoinSources::open)));
    interruption.over();
    System.exit(code);
  }

  /** Runs one command and says with which code the process is to end. */
  static int run(List<String> args, Output output, Surroundings surroundings) {
    Failures failures = new Failures(output.err());
    try {
      int code = commandLine(output, surroundings, failures).execute(args.toArray(String[]::new));
      return code == 0 ? failures.unwritten(output.out()) : code;
    } catch (Error e) {
      return failures.unexpected(e);
    }
  }

  private static CommandLine commandLine(
      Output output, Surroundings surroundings, Failures failures) {
    CommandLine line = new CommandLine(new SpoorCommand(output));
    line.addSubcommand(new TraceCommand(output, surroundings))
        .addSubcommand(IncidentsCommand.line(output))
        .addSubcommand(SourcesCommand.line(output, surroundings))
        .addSubcommand(new CoinJoinsCommand(output))
        .addSubcommand(new QueryCommand(output))
        .addSubcommand(GraphCommand.line(output));
    return line.setOut(new PrintWriter(output.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(output.err(), true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Math.clamp(output.width(), LEAST_FOR_HELP, MOST_FOR_HELP))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }
}
