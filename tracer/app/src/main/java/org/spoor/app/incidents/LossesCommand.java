package org.spoor.app.incidents;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.spoor.app.terminal.Output;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.Incident;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code spoor incidents losses}: what is itemised here beside what others have published. */
@Command(
    name = "losses",
    mixinStandardHelpOptions = true,
    description = {
      "Adds up the losses of the shipped incidents, in US dollars at the time of the theft, and sets"
          + " them beside published totals; each figure with its source, and the contradictions."
    },
    footer = {"", "Example: spoor incidents losses --actor dprk --by year"})
final class LossesCommand implements Runnable {

  /** What losses are added up by. */
  enum Grouping {
    YEAR
  }

  private final Output output;

  @Option(
      names = "--actor",
      paramLabel = "ACTOR",
      description = "Only thefts that somebody attributes to this actor, for example dprk.")
  private Optional<String> actor = Optional.empty();

  @Option(
      names = "--by",
      paramLabel = "year",
      defaultValue = "year",
      description = "What to add up by: year, the year of the theft.")
  private Grouping by = Grouping.YEAR;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  LossesCommand(Output output) {
    this.output = output;
  }

  @Override
  public void run() {
    List<Incident> incidents = IncidentsCommand.all();
    Optional<String> known = actor.map(name -> known(name, incidents));
    Losses losses = Losses.of(known, incidents, PublishedTotals.shipped());
    switch (by) {
      case YEAR -> show(losses);
    }
  }

  private void show(Losses losses) {
    if (json) {
      LossesJson.print(losses, output.out());
    } else {
      output.print(new LossesTable(output.width()).lines(losses));
    }
  }

  /** As the incidents spell it. */
  private static String known(String name, List<Incident> incidents) {
    TreeSet<String> known = new TreeSet<>();
    incidents.stream()
        .flatMap(incident -> incident.attribution().stream())
        .map(ActorStatement::actor)
        .forEach(known::add);
    return known.stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() ->
            SpoorException.invalidInput(
                "--actor: unknown actor '%s', expected one of %s"
                    .formatted(name, String.join(", ", known))));
  }
}
