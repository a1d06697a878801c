package org.spoor.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.spoor.app.report.AmountText;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands for what endpoints have answered and what is kept of it. */
final class KeptAnswersCommand {

  private KeptAnswersCommand() {}

  private static LiveSources open(Surroundings surroundings) {
    return surroundings.sources().open(SourcesCommand.settings(surroundings, List.of()));
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
        output.print(
            List.of(
                "%s answers, %s bytes, in %s"
                    .formatted(
                        AmountText.count(kept.answers()),
                        AmountText.count(kept.bytes()),
                        surroundings.cache())));
      }
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
      try (LiveSources sources = open(surroundings)) {
        long forgotten = sources.forget(age.before(Instant.now()));
        output.print(
            List.of(
                "%s answers forgotten, %s kept"
                    .formatted(
                        AmountText.count(forgotten), AmountText.count(sources.kept().answers()))));
      }
    }
  }

  /** Which answers are meant. */
  static final class Age {
    @Option(
        names = "--older-than",
        paramLabel = "DAYS",
        converter = RequestOptions.WholeNumber.class,
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
