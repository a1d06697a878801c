package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.Rejection;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.TheftSource.StolenHolding;
import org.spoor.model.incident.TheftSource.StolenTransfer;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Token;

/** Tells movements of value from fake tokens and address poisoning (definitions, section 7). */
final class Screen {

  private final ChainReader reader;
  private final Confusables confusables;
  private final Map<Chain, Map<String, Asset>> known = new HashMap<>();
  private final Set<Asset> genuine = new HashSet<>();
  private final Map<Asset, Optional<String>> verdicts = new HashMap<>();
  private final List<Rejection> rejected = new ArrayList<>();

  Screen(ChainReader reader, Confusables confusables, List<Incident> incidents) {
    this.reader = reader;
    this.confusables = confusables;
    incidents.forEach(this::learn);
  }

  private void learn(Incident incident) {
    incident
        .theftSources()
        .forEach(source -> {
          switch (source) {
            case StolenTransfer transfer -> transfer.asset().ifPresent(this::learn);
            case StolenHolding holding -> learn(holding.asset());
          }
        });
    for (AssertedConversion conversion : incident.conversions()) {
      learn(conversion.lostAsset());
      learn(conversion.gainedAsset());
    }
  }

  private void learn(Asset asset) {
    genuine.add(asset);
    Map<String, Asset> symbols = symbolsOf(asset.chain());
    reader
        .describe(asset)
        .ifPresent(description -> symbols.putIfAbsent(skeleton(description), asset));
  }

  private Map<String, Asset> symbolsOf(Chain chain) {
    return known.computeIfAbsent(
        chain,
        key -> {
          Map<String, Asset> symbols = new HashMap<>();
          Coin coin = new Coin(key);
          symbols.put(skeleton(AssetDescription.of(coin)), coin);
          return symbols;
        });
  }

  /** The skeleton's letters and digits: a dot behind a borrowed name does not make it honest. */
  private String skeleton(AssetDescription description) {
    return confusables.skeleton(description.symbol()).replaceAll("[^\\p{L}\\p{N}]", "");
  }

  /** Whether the transfer is a movement of value. */
  boolean accepts(Transfer transfer) {
    return transfer.asset() instanceof Coin || reason(transfer).isEmpty();
  }

  /** Lists a transfer that was not accepted. */
  void reject(Transfer transfer) {
    reason(transfer).ifPresent(reason -> rejected.add(new Rejection(transfer, reason)));
  }

  List<Rejection> rejected() {
    return rejected;
  }

  private Optional<String> reason(Transfer transfer) {
    return switch (transfer.asset()) {
      case Coin coin -> Optional.empty();
      case Token token ->
          verdicts
              .computeIfAbsent(token, this::imitation)
              .or(() -> transfer.amount().isZero() ? Optional.of("zero value") : Optional.empty());
    };
  }

  private Optional<String> imitation(Asset token) {
    Map<String, Asset> symbols = symbolsOf(token.chain());
    return reader
        .describe(token)
        .flatMap(description ->
            Optional.ofNullable(symbols.get(skeleton(description)))
                .filter(asset -> !genuine.contains(token))
                .map(genuine ->
                    "fake token: its symbol '%s' imitates %s"
                        .formatted(description.symbol(), genuine.text())));
  }
}
