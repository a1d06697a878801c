package org.spoor.app.trace;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.app.input.Suggestions;
import org.spoor.app.report.TraceReport;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;

/** What {@code --min-taint} says: the least dirty amount worth following, per asset. */
final class MinimumTaint {

  private static final Pattern UNITS = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,77})?");

  private MinimumTaint() {}

  /**
   * Reads {@code 1.5}, meant for every asset in its own units, and {@code ASSET=1.5}, which goes
   * before it; an asset is a symbol, a contract, or {@code CHAIN:CONTRACT}.
   *
   * @param assets those that are described
   * @param genuine those that a complaint may propose: no imitations
   * @throws SpoorException INVALID_INPUT
   */
  static Map<Asset, Amount> read(
      List<String> texts, Collection<AssetDescription> assets, Predicate<Asset> genuine) {
    checkDistinct(texts);
    Map<Asset, Amount> minimum = new TreeMap<>();
    List<AssetDescription> counted =
        assets.stream().filter(asset -> asset.decimals().isPresent()).toList();
    texts.stream().filter(MinimumTaint::isBare).forEach(t -> addAll(minimum, t, counted));
    texts.stream()
        .filter(text -> !isBare(text))
        .forEach(t -> addNamed(minimum, t, assets, genuine));
    return minimum;
  }

  private static void checkDistinct(List<String> texts) {
    Set<String> named = new HashSet<>();
    for (String text : texts) {
      if (!named.add(isBare(text) ? "" : name(text))) {
        throw SpoorException.invalidInput(
            "--min-taint %s: %s has an amount already"
                .formatted(text, isBare(text) ? "every asset" : name(text)));
      }
    }
  }

  private static String name(String text) {
    return text.substring(0, text.indexOf('='));
  }

  /**
   * The assets of a run that a bare amount does not count for: nobody knows what their unit is.
   *
   * @param covered what {@link #read} made of the same texts
   */
  static Optional<Setting> notCovered(
      List<String> texts, Map<Asset, Amount> covered, FlowGraph run) {
    String others =
        run.conservation().stream()
            .map(Conservation::asset)
            .filter(asset -> !covered.containsKey(asset))
            .distinct()
            .map(MinimumTaint::onChain)
            .collect(Collectors.joining(", "));
    return others.isEmpty() || texts.stream().noneMatch(MinimumTaint::isBare)
        ? Optional.empty()
        : Optional.of(new Setting(TraceReport.MINIMUM_NOT_COVERING, others));
  }

  private static boolean isBare(String text) {
    return !text.contains("=");
  }

  private static void addAll(
      Map<Asset, Amount> minimum, String units, Collection<AssetDescription> assets) {
    assets.forEach(asset -> minimum.put(asset.asset(), amount(units, asset)));
  }

  private static void addNamed(
      Map<Asset, Amount> minimum,
      String text,
      Collection<AssetDescription> assets,
      Predicate<Asset> genuine) {
    String name = name(text);
    String units = text.substring(text.indexOf('=') + 1);
    List<AssetDescription> meant = assets.stream().filter(asset -> isNamed(asset, name)).toList();
    if (meant.isEmpty()) {
      throw SpoorException.invalidInput(
          "--min-taint %s: %s".formatted(text, unknown(name, assets, genuine)));
    }
    addAll(minimum, units, meant);
  }

  private static boolean isNamed(AssetDescription asset, String name) {
    return asset.symbol().equals(name)
        || asset.asset().text().equalsIgnoreCase(name)
        || onChain(asset.asset()).equalsIgnoreCase(name);
  }

  private static String onChain(Asset asset) {
    return asset.chain().id() + ":" + asset.text();
  }

  private static String unknown(
      String name, Collection<AssetDescription> assets, Predicate<Asset> genuine) {
    int colon = name.indexOf(':');
    String chain = name.substring(0, Math.max(colon, 0));
    if (colon >= 0 && Chain.find(chain).isEmpty()) {
      List<String> chains = Stream.of(Chain.values()).map(Chain::id).toList();
      return "unknown chain '%s', %s".formatted(chain, Suggestions.expected(chain, chains));
    }
    List<String> symbols =
        assets.stream()
            .filter(asset -> genuine.test(asset.asset()))
            .map(AssetDescription::symbol)
            .distinct()
            .toList();
    return "unknown asset '%s', %s, or a contract"
        .formatted(name, Suggestions.expected(name, symbols));
  }

  private static Amount amount(String units, AssetDescription asset) {
    if (!UNITS.matcher(units).matches()) {
      throw SpoorException.invalidInput(
          "--min-taint: '%s' is no amount, expected digits like 1.5".formatted(units));
    }
    int decimals =
        asset
            .decimals()
            .orElseThrow(() ->
                SpoorException.invalidInput(
                    "--min-taint: the decimals of %s are not known".formatted(asset.symbol())));
    BigDecimal base = new BigDecimal(units).movePointRight(decimals).stripTrailingZeros();
    if (base.scale() > 0) {
      throw SpoorException.invalidInput(
          "--min-taint: %s has more than the %d decimals of %s"
              .formatted(units, decimals, asset.symbol()));
    }
    return Amount.of(base.toBigIntegerExact());
  }
}
