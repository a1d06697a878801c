package org.spoor.recorded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.recorded.file.CaseFile;
import org.spoor.recorded.file.Interned;
import org.spoor.recorded.incident.IncidentFile;
import org.spoor.recorded.ledger.TransactionsFile;
import org.spoor.recorded.ledger.TransfersFile;
import org.spoor.recorded.recording.RecordingFile;

/**
 * One incident with what is recorded of it: facts, attributions and chain data, in the files of one
 * folder.
 */
public final class CaseFolder {

  private final Incident incident;
  private final AttributionBook attributions;
  private final ChainReader reader;
  private final Map<Asset, AssetDescription> assets;
  private final Optional<Recording> recording;

  CaseFolder(
      Incident incident,
      AttributionBook attributions,
      ChainReader reader,
      Map<Asset, AssetDescription> assets,
      Optional<Recording> recording) {
    this.incident = incident;
    this.attributions = attributions;
    this.reader = reader;
    this.assets = assets;
    this.recording = recording;
  }

  /**
   * Reads and checks all of a folder; nothing is half read.
   *
   * @param folder on any file system
   * @throws SpoorException of kind INVALID_INPUT for the first value that cannot be understood, of
   *     kind MALFORMED_DATA for transactions that contradict each other, each with file and line;
   *     of kind UNAVAILABLE for a file that cannot be read
   */
  public static CaseFolder read(Path folder) {
    return CaseFile.find(existing(folder), RecordingFile.NAME, _ -> {}).isPresent()
        ? new RecordingReading(folder).read()
        : new CaseReading(folder).read();
  }

  /**
   * Reads the incident alone, which is quick.
   *
   * @throws SpoorException as {@link #read}
   */
  public static Incident readIncident(Path folder) {
    return readIncident(folder, _ -> {});
  }

  /**
   * Reads the incident alone.
   *
   * @param sources takes name and hash of each file that it rests on
   * @throws SpoorException as {@link #read}
   */
  public static Incident readIncident(Path folder, Consumer<Source> sources) {
    return IncidentFile.read(existing(folder), new Interned(), sources);
  }

  /** Whether the folder has recorded events or transactions; they are not looked at. */
  public static boolean hasChainData(Path folder) {
    return Stream.of(TransfersFile.NAME, TransactionsFile.NAME)
        .anyMatch(name -> CaseFile.find(folder, name, _ -> {}).isPresent());
  }

  /**
   * This folder, with the data of others for chains of which it has none itself: history,
   * attributions and assets of a chain are those of the first folder that has recorded data of it.
   * Remarks tell what is not used.
   *
   * @throws SpoorException of kind INVALID_INPUT if one of them is a recording: it stands alone
   */
  public CaseFolder with(List<CaseFolder> further) {
    Stream.concat(Stream.of(this), further.stream())
        .filter(folder -> !further.isEmpty() && folder.recording.isPresent())
        .findFirst()
        .ifPresent(folder -> {
          throw SpoorException.invalidInput(
              "%s is a recording: expected no other recorded data beside it"
                  .formatted(folder.incident.id()));
        });
    return further.isEmpty() ? this : JointFolders.of(this, further);
  }

  public Incident incident() {
    return incident;
  }

  public AttributionBook attributions() {
    return attributions;
  }

  /** The recorded history; one that knows nothing if the folder has no chain data. */
  public ChainReader reader() {
    return reader;
  }

  /** What the folder says of the run that it was recorded from, if it was. */
  public Optional<Recording> recording() {
    return recording;
  }

  /** What the folder says of assets. */
  public Map<Asset, AssetDescription> assets() {
    return assets;
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw SpoorException.invalidInput("no case folder: " + CaseFile.quote(folder.toString()));
    }
    return folder;
  }
}
