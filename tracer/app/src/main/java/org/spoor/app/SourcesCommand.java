package org.spoor.app;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.app.PlainJson.Members;
import org.spoor.app.report.AmountText;
import org.spoor.app.report.Table;
import org.spoor.app.report.Table.Column;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.bitcoin.BitcoinSettings;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Endpoint;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.SourceReport;
import org.spoor.ethereum.SourceReport.Answering;
import org.spoor.ethereum.SourceReport.Unusable;
import org.spoor.ethereum.source.Capability;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Head;
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
final class SourcesCommand implements Runnable {

  private final Output output;
  private final Surroundings surroundings;

  @Option(names = "--json", description = "An array with an object per endpoint.")
  private boolean json;

  private SourcesCommand(Output output, Surroundings surroundings) {
    this.output = output;
    this.surroundings = surroundings;
  }

  static CommandLine line(Output output, Surroundings surroundings) {
    return new CommandLine(new SourcesCommand(output, surroundings))
        .addSubcommand(new KeptAnswersCommand.Size(output, surroundings))
        .addSubcommand(new KeptAnswersCommand.Prune(output, surroundings));
  }

  /** What the commands beside a trace open sources with. */
  static EthereumSettings settings(Surroundings surroundings, List<Endpoint> endpoints) {
    return new EthereumSettings(
        endpoints,
        surroundings.cache(),
        false,
        OptionalLong.empty(),
        RequestOptions.LIVE_MAX_DEGREE);
  }

  @Override
  public void run() {
    ConfiguredSources configured = surroundings.configured();
    List<SourceReport> reports =
        Stream.concat(
                configured.ethereum().isEmpty()
                    ? Stream.of()
                    : reports(configured.ethereum()).stream(),
                configured.bitcoin().stream().map(this::report))
            .toList();
    if (json) {
      PlainJson.print(reports.stream().map(SourcesCommand::members).toList(), output.out());
    } else {
      output.print(
          reports.isEmpty()
              ? MissingSources.lines(configured.file())
              : table(reports).lines(output.width()));
    }
    refuseSilent(reports);
  }

  private List<SourceReport> reports(List<Endpoint> endpoints) {
    try (LiveSources sources = surroundings.sources().open(settings(surroundings, endpoints))) {
      return sources.report();
    }
  }

  /** What a server of Bitcoin does not prove is told as missing. */
  private SourceReport report(Endpoint server) {
    try (BitcoinSources sources =
        BitcoinSources.open(
            new BitcoinSettings(
                server,
                Network.MAIN,
                surroundings.bitcoinCache(),
                false,
                OptionalLong.empty(),
                OptionalLong.empty()))) {
      Tip tip = sources.tip();
      return new Answering(
          server,
          "transactions, spenders and blocks",
          new Head(Chain.BITCOIN, tip.height(), tip.time()),
          Set.of(),
          List.of("proof that an output is unspent"));
    } catch (SpoorException e) {
      return new Unusable(server, String.valueOf(e.getMessage()));
    }
  }

  /** Told at last: the others are worth reading. */
  private static void refuseSilent(List<SourceReport> reports) {
    List<String> silent =
        reports.stream()
            .filter(Unusable.class::isInstance)
            .map(report -> report.endpoint().name())
            .toList();
    if (!silent.isEmpty()) {
      throw SpoorException.unavailable(
          "%d of %d endpoints cannot be used: %s"
              .formatted(silent.size(), reports.size(), String.join(", ", silent)));
    }
  }

  private static Table table(List<SourceReport> reports) {
    Table table =
        new Table(
            Column.left("name"),
            Column.left("kind"),
            Column.left("host"),
            Column.right("finalised"),
            Column.text("what it can do"));
    for (SourceReport report : reports) {
      Endpoint endpoint = report.endpoint();
      table.row(
          endpoint.name(), word(endpoint.kind()), host(endpoint), height(report), words(report));
    }
    return table;
  }

  private static String height(SourceReport report) {
    return switch (report) {
      case Answering answering ->
          answering.head().height().stream().mapToObj(AmountText::count).findFirst().orElse("");
      case Unusable _ -> "";
    };
  }

  private static String words(SourceReport report) {
    return switch (report) {
      case Answering a ->
          "%s; missing: %s"
              .formatted(
                  Stream.of(a.client(), String.join(", ", abilities(a)))
                      .filter(words -> !words.isEmpty())
                      .collect(Collectors.joining(": ")),
                  a.missing().isEmpty() ? "nothing" : String.join("; ", a.missing()));
      case Unusable unusable -> "CANNOT BE USED: " + unusable.why();
    };
  }

  private static List<String> abilities(Answering answering) {
    return new TreeSet<>(answering.can()).stream().map(SourcesCommand::ability).toList();
  }

  private static String ability(Capability capability) {
    return switch (capability) {
      case LOGS -> "logs";
      case ARCHIVE -> "old states";
      case BLOCK_RECEIPTS -> "receipts by block";
      case TRACE_FILTER -> "trace_filter";
      case TRACE -> "trace_transaction";
      case DEBUG -> "debug_traceTransaction";
      case OTTERSCAN -> "ots";
      case EXPLORER -> "lists by address";
    };
  }

  private static Map<String, Object> members(SourceReport report) {
    Endpoint endpoint = report.endpoint();
    Members members =
        new Members()
            .with("name", endpoint.name())
            .with("kind", word(endpoint.kind()))
            .with("host", host(endpoint));
    return switch (report) {
      case Answering a ->
          members
              .with("usable", true)
              .with("client", a.client())
              .with("head", head(a.head()))
              .with("can", new TreeSet<>(a.can()).stream().map(SourcesCommand::word).toList())
              .with("missing", a.missing())
              .map();
      case Unusable unusable -> members.with("usable", false).with("why", unusable.why()).map();
    };
  }

  private static Map<String, Object> head(Head head) {
    Members members = new Members();
    head.height().ifPresent(height -> members.with("height", height));
    return members.with("time", head.time().toString()).map();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Never more of the address: what follows may be a key. */
  private static String host(Endpoint endpoint) {
    URI url = endpoint.url();
    return Stream.of(url.getHost(), url.getPort() < 0 ? "" : String.valueOf(url.getPort()))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(":"));
  }
}
