package org.spoor.app.incidents;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.spoor.app.input.Subject;
import org.spoor.app.terminal.AmountText;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.Table;
import org.spoor.app.terminal.Table.Column;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.incident.ActorStatement;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.Loss;
import org.spoor.recorded.CaseFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code spoor incidents}: lists the incidents that ship with Spoor. */
@Command(
    name = "incidents",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Lists the incidents that ship with Spoor, by date.",
    footer = {
      "",
      "Examples:",
      "  spoor incidents",
      "  spoor incidents show wazirx-2024",
      "  spoor incidents losses --actor dprk --by year"
    })
public final class IncidentsCommand implements Runnable {

  private final Output output;

  private IncidentsCommand(Output output) {
    this.output = output;
  }

  public static CommandLine line(Output output) {
    return new CommandLine(new IncidentsCommand(output))
        .addSubcommand(new ShowIncidentCommand(output))
        .addSubcommand(new LossesCommand(output));
  }

  /** Every shipped incident, by date. */
  static List<Incident> all() {
    return ShippedIncidents.ids().stream()
        .map(Subject::shipped)
        .map(CaseFolder::readIncident)
        .sorted(Comparator.comparing(Incident::date).thenComparing(Incident::id))
        .toList();
  }

  @Override
  public void run() {
    Table table =
        new Table(
            Column.left("id"),
            Column.left("date"),
            Column.right("loss"),
            Column.left("data at hand"),
            Column.text("victim, chains, attributed to"));
    all().forEach(incident -> add(table, incident));
    output.print(table.lines(output.width()));
  }

  private static void add(Table table, Incident incident) {
    Path folder = Subject.shipped(incident.id());
    table.row(
        incident.id(),
        incident.date().toString(),
        loss(incident),
        DataAtHand.of(folder, incident).words(),
        (isInvented(incident) ? "INVENTED for the tutorial: " : "")
            + "%s; %s; %s"
                .formatted(
                    incident.victim(), String.join(", ", incident.chains()), actors(incident)));
  }

  /** Made up for the tutorial; nothing of the kind happened. */
  static boolean isInvented(Incident incident) {
    return incident.id().startsWith("tutorial-");
  }

  /** The first figure in US dollars, which is the one for tables; else the first of all. */
  private static String loss(Incident incident) {
    return incident.losses().stream()
        .filter(Loss::isUsd)
        .findFirst()
        .or(() -> incident.losses().stream().findFirst())
        .map(loss -> AmountText.figure(loss.figure()) + " " + loss.unit())
        .orElse("not known");
  }

  private static String actors(Incident incident) {
    String actors =
        incident.attribution().stream()
            .map(ActorStatement::actor)
            .distinct()
            .collect(Collectors.joining(", "));
    return actors.isEmpty() ? "nobody" : actors;
  }
}
