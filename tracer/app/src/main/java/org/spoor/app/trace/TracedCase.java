package org.spoor.app.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Source;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;

/**
 * What is traced: the incidents, and the data that their theft sources lie in.
 *
 * @param incidents those of the first folder, or of the command line, first
 * @param listed what the folders say of assets
 * @param further files that incidents rest on, beside those of the reader
 * @param stated settings of the run that only the command line states
 * @param live whether a chain is read from endpoints, or was when it was recorded
 * @param unread what to tell the user of data that are not read, line by line
 */
record TracedCase(
    List<Incident> incidents,
    AttributionBook attributions,
    Map<Asset, AssetDescription> listed,
    ChainReader reader,
    List<Source> further,
    List<Setting> stated,
    boolean live,
    List<String> unread) {

  TracedCase {
    incidents = List.copyOf(incidents);
    further = List.copyOf(further);
    stated = List.copyOf(stated);
    unread = List.copyOf(unread);
  }

  /** The same, read through another reader. */
  TracedCase through(ChainReader other) {
    return new TracedCase(incidents, attributions, listed, other, further, stated, live, unread);
  }

  /** Every asset that has a name here: those listed, and the coins of all chains in it. */
  Collection<AssetDescription> assets() {
    Map<Asset, AssetDescription> assets = new TreeMap<>(listed);
    chains().map(Coin::new).forEach(coin -> assets.putIfAbsent(coin, AssetDescription.of(coin)));
    if (live) {
      stolenAssets()
          .flatMap(asset -> reader.describe(asset).stream())
          .forEach(description -> assets.putIfAbsent(description.asset(), description));
    }
    return assets.values();
  }

  /** Those that theft sources name. */
  private Stream<Asset> stolenAssets() {
    List<Asset> stolen = new ArrayList<>();
    for (TheftSource source : incidents.stream().flatMap(i -> i.theftSources().stream()).toList()) {
      switch (source) {
        case TheftSource.StolenTransfer transfer -> transfer.asset().ifPresent(stolen::add);
        case TheftSource.StolenHolding holding -> stolen.add(holding.asset());
      }
    }
    return stolen.stream().distinct();
  }

  /** Those with data, and those without any in which value was stolen or gained. */
  private Stream<Chain> chains() {
    Stream<Chain> stated =
        incidents.stream()
            .flatMap(incident ->
                Stream.concat(
                    incident.theftSources().stream().map(TheftSource::chain),
                    incident.conversions().stream().map(c -> c.gainTx().chain())));
    return Stream.concat(reader.heads().stream().map(Head::chain), stated);
  }
}
