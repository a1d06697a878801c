package org.spoor.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.recorded.CaseFolder;

/**
 * What is traced: the data of one case folder, or of several, and the incidents whose theft sources
 * lie in it.
 *
 * @param incidents the folder's own first
 * @param further files that the other incidents rest on
 */
record TracedCase(CaseFolder folder, List<Incident> incidents, List<Source> further) {

  TracedCase {
    incidents = List.copyOf(incidents);
    further = List.copyOf(further);
  }

  /**
   * Reads what a user asks for.
   *
   * @param also further incidents; all that they state is used (theft sources, conversions, frozen
   *     and recovered amounts, named addresses), attributions and recorded history of theirs for
   *     chains of which no folder before has any
   * @throws SpoorException INVALID_INPUT if there is no such case; UNAVAILABLE if there is, but no
   *     theft source of it is known
   */
  static TracedCase read(Optional<String> subject, List<String> also) {
    Path path =
        Subject.folder(
            subject.orElseThrow(() ->
                SpoorException.invalidInput(
                    "which incident? expected the path of a case folder, or one of "
                        + String.join(", ", ShippedIncidents.ids()))));
    CaseFolder folder = CaseFolder.read(path);
    List<CaseFolder> recorded = new ArrayList<>();
    List<Incident> incidents = new ArrayList<>(List.of(withSources(folder.incident())));
    List<Source> further = new ArrayList<>();
    for (String text : also) {
      Path other = Subject.folder(text);
      List<Source> files = new ArrayList<>();
      Incident incident = withSources(CaseFolder.readIncident(other, files::add));
      incidents.add(incident);
      files.forEach(file -> further.add(file.of(incident.id())));
      if (CaseFolder.hasChainData(other)) {
        recorded.add(CaseFolder.read(other));
      }
    }
    checkDistinct(incidents);
    CaseFolder joint = folder.with(recorded);
    further.removeAll(joint.reader().sources());
    return new TracedCase(joint, incidents, further);
  }

  private static Incident withSources(Incident incident) {
    if (incident.theftSources().isEmpty()) {
      throw cannot(incident, "no theft source is known");
    }
    return incident;
  }

  private static SpoorException cannot(Incident incident, String why) {
    String missing = incident.missing().isBlank() ? "" : ": " + incident.missing();
    return SpoorException.unavailable(
        "%s cannot be traced, %s%s".formatted(incident.id(), why, missing));
  }

  private static void checkDistinct(List<Incident> incidents) {
    Set<String> ids = new HashSet<>();
    for (Incident incident : incidents) {
      if (!ids.add(incident.id())) {
        throw SpoorException.invalidInput(
            "--also names incident %s twice".formatted(incident.id()));
      }
    }
  }

  /** Every asset that has a name here: those of the folder, and the coins of all chains in it. */
  Collection<AssetDescription> assets() {
    Map<Asset, AssetDescription> assets = new TreeMap<>(folder.assets());
    chains().map(Coin::new).forEach(coin -> assets.putIfAbsent(coin, AssetDescription.of(coin)));
    return assets.values();
  }

  /** Those with data, and those without any in which value was stolen or gained. */
  private Stream<Chain> chains() {
    Stream<Chain> stated =
        incidents.stream()
            .flatMap(incident ->
                Stream.concat(
                    incident.theftSources().stream().map(TheftSource::chain),
                    incident.conversions().stream().map(c -> c.gainTx().chain())));
    return Stream.concat(folder.reader().heads().stream().map(Head::chain), stated);
  }
}
