package org.spoor.app.query;

import java.util.List;
import org.spoor.app.terminal.Output;
import org.spoor.graph.LocalNeo4j;
import org.spoor.graph.ServerStatus;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spoor graph}: starts, stops and finds the local Neo4j server. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(start | stop | status)",
    description = "Starts, stops or finds the local Neo4j server; it keeps its data between runs.")
public final class GraphCommand implements Runnable {

  private final Output output;

  @Spec private CommandSpec spec = CommandSpec.create();

  private GraphCommand(Output output) {
    this.output = output;
  }

  public static CommandLine line(Output output) {
    return new CommandLine(new GraphCommand(output))
        .addSubcommand(new Start(output))
        .addSubcommand(new Stop(output))
        .addSubcommand(new Status(output));
  }

  @Override
  public void run() {
    output.print(spec.commandLine().getUsageMessage().stripTrailing().lines().toList());
  }

  private static String running(ServerStatus.Running running) {
    return "the local Neo4j is up: %s, process %d, since %s"
        .formatted(running.uri(), running.pid(), running.since());
  }

  /** Starts the server, or finds it up. */
  @Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = "Starts the local Neo4j, unless it is up.")
  static final class Start implements Runnable {
    private final Output output;

    Start(Output output) {
      this.output = output;
    }

    @Override
    public void run() {
      output.print(List.of(running(GraphOptions.local().start())));
    }
  }

  /** Stops the server. */
  @Command(
      name = "stop",
      mixinStandardHelpOptions = true,
      description = "Stops the local Neo4j; its data stays.")
  static final class Stop implements Runnable {
    private final Output output;

    Stop(Output output) {
      this.output = output;
    }

    @Override
    public void run() {
      boolean wasUp = GraphOptions.local().stop();
      output.print(List.of(wasUp ? "the local Neo4j has stopped" : "the local Neo4j was not up"));
    }
  }

  /** Says whether the server is up. */
  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Says whether the local Neo4j is up, and where.")
  static final class Status implements Runnable {
    private final Output output;

    Status(Output output) {
      this.output = output;
    }

    @Override
    public void run() {
      LocalNeo4j server = GraphOptions.local();
      output.print(List.of(words(server.status(), server)));
    }

    private static String words(ServerStatus status, LocalNeo4j server) {
      return switch (status) {
        case ServerStatus.Running running -> running(running);
        case ServerStatus.Silent silent ->
            "the local Neo4j, process %d, does not answer on %s (log: %s)"
                .formatted(silent.pid(), silent.uri(), server.log());
        case ServerStatus.Stopped(boolean unexpectedly) ->
            unexpectedly
                ? "the local Neo4j is not up; it ended without having been stopped (log: %s)"
                    .formatted(server.log())
                : "the local Neo4j is not up";
      };
    }
  }
}
