package org.spoor.app;

import org.spoor.app.result.ProgramVersion;
import org.spoor.app.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code spoor} alone: says what there is. */
@Command(
    name = "spoor",
    mixinStandardHelpOptions = true,
    versionProvider = SpoorCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Traces stolen funds across blockchains, exact to the last unit.",
    footer = {
      "",
      "Examples:",
      "  spoor trace bybit-2025",
      "  spoor trace bybit-2025 --policy all --json result.json",
      "  spoor incidents show dmm-2024",
      "  spoor sources",
      "  spoor query where-is-the-money",
      "",
      "Exit codes: 0 done, 1 fault of the program, 2 bad input, 3 data or graph store out of reach,",
      "4 data that makes no sense, 5 numbers that do not add up, 130 interrupted."
    })
final class SpoorCommand implements Runnable {

  private final Output output;

  @Spec private CommandSpec spec = CommandSpec.create();

  SpoorCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    output.print(spec.commandLine().getUsageMessage().stripTrailing().lines().toList());
  }

  /** Tells the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "spoor " + ProgramVersion.text() + " (Java " + Runtime.version().feature() + ")"
      };
    }
  }
}
