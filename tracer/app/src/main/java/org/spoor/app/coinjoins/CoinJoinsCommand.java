package org.spoor.app.coinjoins;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.LiveProgress;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.PlainJson;
import org.spoor.app.terminal.PlainJson.Members;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.app.terminal.Wrap;
import org.spoor.bitcoin.blockfile.BlockContents;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.value.Amount;
import org.spoor.recorded.TransactionLists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spoor coinjoins}: which transactions of a file are CoinJoins, and why. */
@Command(
    name = "coinjoins",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Tells which transactions of a file are CoinJoins, by their shape alone, and counts the"
          + " verdicts.",
      "",
      "A file is a case folder or its transactions.jsonl (attributions.yaml beside it is used), a"
          + " list as Dumplings writes it (*.txt), or a zip of such lists; or a folder of block"
          + " files (blk*.dat), one of them, or a single block (*.dat, *.blk)."
    },
    footer = {
      "",
      "Examples:",
      "  spoor coinjoins my-case",
      "  spoor coinjoins transactions.jsonl --all",
      "  spoor coinjoins lists.zip --json",
      "  spoor coinjoins ~/.bitcoin/blocks"
    })
public final class CoinJoinsCommand implements Runnable {

  private final Output output;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to look at.")
  private List<String> files = List.of();

  @Option(
      names = "--all",
      description = "Every transaction with its verdict and reasons, not the counts alone.")
  private boolean all;

  @Option(
      names = "--json",
      description =
          "An array with an object per list: counts, and every CoinJoin with its reasons; with --all"
              + " every transaction.")
  private boolean json;

  public CoinJoinsCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    CoinJoinTally tally = new CoinJoinTally(json, all);
    try (LiveProgress progress = progress()) {
      files.forEach(file -> read(path(file), tally, progress));
    }
    if (json) {
      PlainJson.print(tally.lists().stream().map(CoinJoinsCommand::members).toList(), output.out());
    } else {
      List<String> lines = new ArrayList<>();
      tally.lists().forEach(list -> lines.addAll(lines(list)));
      output.print(lines);
    }
  }

  private LiveProgress progress() {
    return output.live() ? LiveProgress.on(output, "reading") : LiveProgress.silent();
  }

  private static void read(Path file, CoinJoinTally tally, LiveProgress progress) {
    Optional<BlockContents> blocks = BlockContents.at(file);
    if (blocks.isPresent()) {
      tally.list(String.valueOf(file.getFileName()), AttributionBook.EMPTY);
      blocks.get().read(tally, progress.ofBlocks());
    } else {
      TransactionLists.read(file, tally);
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw SpoorException.invalidInput("no name of a file in this locale: " + file);
    }
  }

  private List<String> lines(CoinJoinTally.Counted list) {
    List<String> lines = new ArrayList<>();
    lines.addAll(
        Wrap.lines(
            "%s: %s transactions, %s of them CoinJoins%s"
                .formatted(
                    list.name(),
                    AmountText.count(list.transactions()),
                    AmountText.count(list.coinJoins()),
                    undecided(list)),
            output.width()));
    Table table = new Table(Column.right(""), Column.right(""), Column.text(""));
    list.counts()
        .forEach((verdict, count) ->
            table.row(
                AmountText.count(count),
                AmountText.share(Amount.of(count), Amount.of(list.transactions())),
                verdict));
    lines.addAll(table.lines(output.width()));
    lines.addAll(damages(list));
    if (all) {
      Table each = new Table(Column.left(""), Column.left(""), Column.text(""));
      list.told().forEach(t -> each.row(t.label(), t.tx(), String.join("; ", t.reasons())));
      lines.addAll(each.lines(output.width()));
    }
    lines.add("");
    return lines;
  }

  private static String undecided(CoinJoinTally.Counted list) {
    return list.undecided() == 0
        ? ""
        : ", %s undecided, for what they spend is not in their block"
            .formatted(AmountText.count(list.undecided()));
  }

  private List<String> damages(CoinJoinTally.Counted list) {
    List<String> lines = new ArrayList<>();
    list.damages().forEach(d -> lines.addAll(Wrap.lines("not read: " + d, output.width())));
    long more = list.damaged() - list.damages().size();
    if (more > 0) {
      lines.add("... and %s more".formatted(AmountText.count(more)));
    }
    return lines;
  }

  private static Object members(CoinJoinTally.Counted list) {
    Members counts = new Members();
    list.counts().forEach(counts::with);
    return new Members()
        .with("list", list.name())
        .with("transactions", list.transactions())
        .with("coinJoins", list.coinJoins())
        .with("undecided", list.undecided())
        .with("notRead", list.damaged())
        .with("damages", list.damages())
        .with("counts", counts.map())
        .with("verdicts", list.told().stream().map(CoinJoinsCommand::members).toList())
        .map();
  }

  private static Object members(CoinJoinTally.Told told) {
    return new Members()
        .with("tx", told.tx())
        .with("verdict", told.verdict())
        .with("confidence", told.confidence())
        .with("reasons", told.reasons())
        .map();
  }
}
