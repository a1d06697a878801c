package org.spoor.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.spoor.app.input.WholeNumber;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Output;
import org.spoor.bitcoin.blockfile.BlockFiles;
import org.spoor.endpoint.store.AnswerStore;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands for what endpoints have answered and what is kept of it. */
final class KeptAnswersCommand {

  private KeptAnswersCommand() {}

  private static LiveSources open(Surroundings surroundings) {
    return surroundings.sources().open(SourcesCommand.settings(surroundings, List.of()));
  }

  /** What is said of the answers of Bitcoin, if there ever were any. */
  private static <T> Optional<T> bitcoin(
      Surroundings surroundings, Function<AnswerStore, T> question) {
    if (!Files.exists(surroundings.bitcoinCache())) {
      return Optional.empty();
    }
    try (AnswerStore store = AnswerStore.open(surroundings.bitcoinCache())) {
      return Optional.of(question.apply(store));
    }
  }

  /** Tells how much is kept. */
  @Command(
      name = "cache",
      mixinStandardHelpOptions = true,
      description = "Tells how many answers are kept, where, and their size.")
  static final class Size implements Runnable {
    private final Output output;
    private final Surroundings surroundings;

    Size(Output output, Surroundings surroundings) {
      this.output = output;
      this.surroundings = surroundings;
    }

    @Override
    public void run() {
      try (LiveSources sources = open(surroundings)) {
        LiveSources.Kept kept = sources.kept();
        output.print(List.of(line(kept.answers(), kept.bytes(), surroundings.cache())));
      }
      bitcoin(surroundings, AnswerStore::size)
          .ifPresent(kept ->
              output.print(
                  List.of(line(kept.entries(), kept.bytes(), surroundings.bitcoinCache()))));
      if (Files.isDirectory(surroundings.blockIndexes())) {
        output.print(
            List.of(
                "indexes of block files, %s bytes, in %s"
                    .formatted(
                        AmountText.count(BlockFiles.size(surroundings.blockIndexes())),
                        surroundings.blockIndexes())));
      }
    }

    private static String line(long answers, long bytes, Path file) {
      return "%s answers, %s bytes, in %s"
          .formatted(AmountText.count(answers), AmountText.count(bytes), file);
    }
  }

  /** Forgets answers. */
  @Command(
      name = "prune",
      mixinStandardHelpOptions = true,
      description = "Forgets answers: those that were kept some days ago, or all.")
  static final class Prune implements Runnable {
    private final Output output;
    private final Surroundings surroundings;

    @ArgGroup(multiplicity = "1")
    private Age age = new Age();

    Prune(Output output, Surroundings surroundings) {
      this.output = output;
      this.surroundings = surroundings;
    }

    @Override
    public void run() {
      Optional<Instant> before = age.before(Instant.now());
      try (LiveSources sources = open(surroundings)) {
        long forgotten = sources.forget(before);
        output.print(List.of(line(forgotten, sources.kept().answers(), "")));
      }
      bitcoin(surroundings, store -> forget(store, before)).ifPresent(output::print);
    }

    private static List<String> forget(AnswerStore store, Optional<Instant> before) {
      long forgotten = before.map(store::prune).orElseGet(store::clear);
      return List.of(line(forgotten, store.size().entries(), " of bitcoin"));
    }

    private static String line(long forgotten, long kept, String chain) {
      return "%s answers%s forgotten, %s kept"
          .formatted(AmountText.count(forgotten), chain, AmountText.count(kept));
    }
  }

  /** Which answers are meant. */
  static final class Age {
    @Option(
        names = "--older-than",
        paramLabel = "DAYS",
        converter = WholeNumber.class,
        description = "Those that are older.")
    private Optional<Integer> days = Optional.empty();

    @Option(names = "--all", description = "All of them.")
    private boolean all;

    /** The time before which answers are forgotten; none where all are. */
    private Optional<Instant> before(Instant now) {
      return all ? Optional.empty() : days.map(number -> now.minus(Duration.ofDays(number)));
    }
  }
}
