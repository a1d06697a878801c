package org.spoor.recorded;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.recorded.file.FolderInMaking;
import org.spoor.recorded.incident.IncidentFile;
import org.spoor.recorded.incident.IncidentText;
import org.spoor.recorded.incident.TagPackFile;
import org.spoor.recorded.ledger.SideTables;
import org.spoor.recorded.recording.AnsweringReader;
import org.spoor.recorded.recording.Answers;
import org.spoor.recorded.recording.OutputTables;
import org.spoor.recorded.recording.RecordingFile;
import org.spoor.recorded.recording.RecordingTables;
import org.spoor.recorded.recording.WrittenTables;

/** The writing of a case folder that traces to the result of the run it is recorded from. */
public final class CasePack implements AutoCloseable {

  static final String README = "README.txt";

  private final FolderInMaking folder;

  private CasePack(FolderInMaking folder) {
    this.folder = folder;
  }

  /**
   * What was traced, and how.
   *
   * @param incidents at least one, the first that of the folder
   * @param listed what folders said of assets
   * @param stated settings that only the command line stated
   * @param further what the run rests on beside its reader
   * @param version of the program
   * @param command that traces the folder to the same result; it calls the folder {@code DIR}
   * @param notes for who opens the folder, a line each
   */
  public record Run(
      List<Incident> incidents,
      AttributionBook attributions,
      Map<Asset, AssetDescription> listed,
      List<Setting> stated,
      List<Source> further,
      String version,
      String command,
      List<String> notes) {

    public Run {
      incidents = List.copyOf(incidents);
      listed = Map.copyOf(listed);
      stated = List.copyOf(stated);
      further = List.copyOf(further);
      notes = List.copyOf(notes);
    }
  }

  /**
   * A raw answer of an endpoint.
   *
   * @param chain by its name here
   * @param sha256 of its bytes, lower-case hexadecimal
   */
  public record RawAnswer(String chain, String method, String params, String sha256) {}

  /**
   * Begins a pack; until it is complete there is no folder of that name.
   *
   * @throws SpoorException INVALID_INPUT if {@code name} is neither new nor an empty folder,
   *     UNAVAILABLE if it cannot be made
   */
  public static CasePack at(String name) {
    try {
      return new CasePack(FolderInMaking.at(Path.of(name)));
    } catch (InvalidPathException e) {
      throw SpoorException.invalidInput(name + ": no name of a folder in this locale");
    }
  }

  /**
   * Writes all of it, reads it again and compares.
   *
   * @param reader that the run has read through
   * @param answers what the run rests on, as endpoints gave it
   * @return what was written, in a line
   * @throws SpoorException UNAVAILABLE if it cannot be written, MALFORMED_DATA if it does not read
   *     as it was answered
   */
  public String write(Run run, RecordingReader reader, List<RawAnswer> answers) {
    Answers answered = reader.answers(run.further());
    List<String> furtherFiles = incidents(run.incidents());
    folder.yaml(
        TagPackFile.NAME,
        IncidentText.of(run.attributions(), "Attributions used", "spoor " + run.version()));
    folder.table(
        SideTables.ASSETS,
        WrittenTables.withChain(SideTables.ASSETS_COLUMNS),
        rows ->
            run.listed().values().stream()
                .sorted(Comparator.comparing(AssetDescription::asset))
                .forEach(one -> rows.accept(WrittenTables.row(one))));
    new WrittenTables(answered).write(folder::table);
    if (answered.hasOutputs()) {
      OutputTables.write(answered, folder);
    }
    folder.table(
        RecordingTables.ANSWERS, RecordingTables.ANSWERS_COLUMNS, rows -> list(answers, rows));
    RecordingFile recording =
        new RecordingFile(
            run.version(),
            run.command(),
            answered.heads(),
            answered.inputs(),
            answered.remarks(),
            run.stated(),
            furtherFiles,
            new TreeMap<>(folder.hashes()));
    folder.yaml(RecordingFile.NAME, recording.text());
    folder.text(README, String.join("\n", run.notes()) + "\n");
    check(run, answered);
    folder.put();
    return "packed into %s: %d %s, %d answers; recording.yaml has SHA-256 %s"
        .formatted(
            folder.target(),
            answered.hasOutputs()
                ? answered.outputTransactions().size()
                : answered.histories().size(),
            answered.hasOutputs() ? "transactions" : "addresses",
            answers.size(),
            folder.hashes().get(RecordingFile.NAME));
  }

  private List<String> incidents(List<Incident> incidents) {
    folder.yaml(IncidentFile.NAME, IncidentText.of(incidents.getFirst()));
    List<String> names = new ArrayList<>();
    for (Incident incident : incidents.subList(1, incidents.size())) {
      String name = "incident-" + incident.id() + ".yaml";
      folder.yaml(name, IncidentText.of(incident));
      names.add(name);
    }
    return names;
  }

  private static void list(List<RawAnswer> answers, Consumer<List<String>> rows) {
    answers.forEach(
        one -> rows.accept(List.of(one.chain(), one.method(), one.params(), one.sha256())));
  }

  private void check(Run run, Answers answered) {
    CaseFolder read = CaseFolder.read(folder.path());
    List<Incident> incidents = new ArrayList<>(List.of(read.incident()));
    read.recording().ifPresent(recording -> incidents.addAll(recording.further()));
    check("incidents", run.incidents().equals(incidents));
    check("assets", run.listed().equals(read.assets()));
    check(
        "answers",
        read.reader() instanceof AnsweringReader reader && reader.answers().equals(answered));
    AttributionBook book = read.attributions();
    check(
        "attributions",
        run.attributions().addresses().stream()
            .allMatch(address -> book.of(address).equals(run.attributions().of(address))));
  }

  private static void check(String what, boolean isSame) {
    if (!isSame) {
      throw SpoorException.malformedData(
          "the %s of the run do not read from a case folder as they were".formatted(what));
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
