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
import org.spoor.app.report.AmountText;
import org.spoor.incidents.ShippedIncidents;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Coin;
import org.spoor.recorded.CaseFolder;

/**
 * What is traced: the data of one case folder, and the incidents whose theft sources lie in it.
 *
 * @param incidents the folder's own first
 */
record TracedCase(CaseFolder folder, List<Incident> incidents) {

  TracedCase {
    incidents = List.copyOf(incidents);
  }

  /**
   * Reads what a user asks for.
   *
   * @param also further incidents, of which only theft sources and conversions are used
   * @throws SpoorException INVALID_INPUT if there is no such case; UNAVAILABLE if there is, but
   *     without what a trace needs
   */
  static TracedCase read(Optional<String> subject, List<String> also) {
    Path path =
        Subject.folder(
            subject.orElseThrow(() ->
                SpoorException.invalidInput(
                    "which incident? expected the path of a case folder, or one of "
                        + String.join(", ", ShippedIncidents.ids()))));
    checkTraceable(path);
    CaseFolder folder = CaseFolder.read(path);
    List<Incident> incidents = new ArrayList<>(List.of(folder.incident()));
    also.forEach(text -> incidents.add(withSources(CaseFolder.readIncident(Subject.folder(text)))));
    checkDistinct(incidents);
    return new TracedCase(folder, incidents);
  }

  private static void checkTraceable(Path path) {
    Incident incident = withSources(CaseFolder.readIncident(path));
    if (DataAtHand.of(path, incident) != DataAtHand.CHAIN_DATA) {
      throw cannot(
          incident,
          "%s known, but no chain data is recorded"
              .formatted(sources(incident.theftSources().size())));
    }
  }

  private static String sources(int count) {
    return count == 1 ? "1 theft source is" : AmountText.count(count) + " theft sources are";
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

  /** Every asset that has a name here: those of the folder, and the coins of its chains. */
  Collection<AssetDescription> assets() {
    Map<Asset, AssetDescription> assets = new TreeMap<>(folder.assets());
    folder
        .reader()
        .heads()
        .forEach(head -> {
          Coin coin = new Coin(head.chain());
          assets.putIfAbsent(coin, AssetDescription.of(coin));
        });
    return assets.values();
  }
}
