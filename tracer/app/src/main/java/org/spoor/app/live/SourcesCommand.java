package org.spoor.app.live;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.PlainJson;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSource;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.blockfile.Progress;
import org.spoor.bitcoin.parse.Network;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.EthereumSource;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Chain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spoor sources}: what is configured to be read live, and what it can do. */
@Command(
    name = "sources",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description =
        "Asks every configured endpoint what it can do, and tells what will be missing. No other"
            + " endpoint is ever asked.",
    footer = {
      "",
      "Examples:",
      "  spoor sources",
      "  SPOOR_ETHEREUM_URL=http://127.0.0.1:8545 spoor sources",
      "  spoor sources cache",
      "  spoor sources prune --older-than 90"
    })
public final class SourcesCommand implements Runnable {

  private final Output output;
  private final Surroundings surroundings;

  @Option(names = "--json", description = "An array with an object per endpoint.")
  private boolean json;

  private SourcesCommand(Output output, Surroundings surroundings) {
    this.output = output;
    this.surroundings = surroundings;
  }

  public static CommandLine line(Output output, Surroundings surroundings) {
    return new CommandLine(new SourcesCommand(output, surroundings))
        .addSubcommand(new KeptAnswersCommand.Size(output, surroundings))
        .addSubcommand(new KeptAnswersCommand.Prune(output, surroundings));
  }

  /** What the commands beside a trace open sources with. */
  static EthereumSettings settings(Surroundings surroundings, List<EthereumSource> configured) {
    return new EthereumSettings(
        configured, surroundings.cache(), false, OptionalLong.empty(), LiveAccess.MAX_DEGREE);
  }

  @Override
  public void run() {
    ConfiguredSources configured = surroundings.configured();
    List<SourceLine> lines =
        Stream.concat(
                ethereum(configured.ethereum()).stream(),
                Network.chains().stream()
                    .flatMap(chain -> bitcoin(chain, configured.bitcoin(chain)).stream()))
            .toList();
    if (json) {
      PlainJson.print(lines.stream().map(SourceLine::members).toList(), output.out());
    } else {
      output.print(
          lines.isEmpty()
              ? MissingSources.lines(configured.file())
              : table(lines).lines(output.width()));
    }
    refuseSilent(lines);
  }

  private List<SourceLine> ethereum(List<EthereumSource> configured) {
    if (configured.isEmpty()) {
      return List.of();
    }
    try (LiveSources sources = surroundings.sources().open(settings(surroundings, configured))) {
      return sources.report().stream().map(SourceLine::of).toList();
    }
  }

  private List<SourceLine> bitcoin(Chain chain, List<BitcoinSource> configured) {
    if (configured.isEmpty()) {
      return List.of();
    }
    BitcoinSettings settings =
        new BitcoinSettings(
            configured,
            Network.of(chain).orElseThrow(),
            surroundings.bitcoinCache(),
            surroundings.blockIndexes(),
            false,
            OptionalLong.empty(),
            OptionalLong.empty(),
            Progress.NONE);
    try (BitcoinSources sources = surroundings.bitcoin().open(settings)) {
      return sources.report().stream().map(report -> SourceLine.of(chain, report)).toList();
    }
  }

  /** Told at last: the others are worth reading. */
  private static void refuseSilent(List<SourceLine> lines) {
    List<String> silent =
        lines.stream()
            .filter(line -> line.told() instanceof SourceLine.Told.Unusable)
            .map(SourceLine::name)
            .toList();
    if (!silent.isEmpty()) {
      throw SpoorException.unavailable(
          "%d of %d endpoints cannot be used: %s"
              .formatted(silent.size(), lines.size(), String.join(", ", silent)));
    }
  }

  private static Table table(List<SourceLine> lines) {
    Table table =
        new Table(
            Column.left("name"),
            Column.left("kind"),
            Column.left("host"),
            Column.right("finalised"),
            Column.text("what it can do"));
    lines.forEach(line -> table.row(line.cells()));
    return table;
  }
}
