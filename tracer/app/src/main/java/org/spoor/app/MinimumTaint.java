package org.spoor.app;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.spoor.app.report.TraceReport;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;

/** What {@code --min-taint} says: the least dirty amount worth following, per asset. */
final class MinimumTaint {

  private static final Pattern UNITS = Pattern.compile("[0-9]{1,60}(\\.[0-9]{1,77})?");

  private MinimumTaint() {}

  /**
   * Reads {@code 1.5}, meant for every asset in its own units, and {@code ASSET=1.5}, which goes
   * before it.
   *
   * @param assets those whose decimals are known
   * @throws SpoorException INVALID_INPUT
   */
  static Map<Asset, Amount> read(List<String> texts, Collection<AssetDescription> assets) {
    checkDistinct(texts);
    Map<Asset, Amount> minimum = new TreeMap<>();
    texts.stream().filter(MinimumTaint::isBare).forEach(t -> addAll(minimum, t, assets));
    texts.stream().filter(text -> !isBare(text)).forEach(t -> addNamed(minimum, t, assets));
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
            .map(asset -> asset.chain().id() + ":" + asset.text())
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
      Map<Asset, Amount> minimum, String text, Collection<AssetDescription> assets) {
    String name = name(text);
    String units = text.substring(text.indexOf('=') + 1);
    List<AssetDescription> meant = assets.stream().filter(asset -> isNamed(asset, name)).toList();
    if (meant.isEmpty()) {
      String known = String.join(", ", assets.stream().map(AssetDescription::symbol).toList());
      throw SpoorException.invalidInput(
          "--min-taint %s: unknown asset '%s', expected one of %s or its contract"
              .formatted(text, name, known));
    }
    addAll(minimum, units, meant);
  }

  private static boolean isNamed(AssetDescription asset, String name) {
    return asset.symbol().equals(name) || asset.asset().text().equalsIgnoreCase(name);
  }

  private static Amount amount(String units, AssetDescription asset) {
    if (!UNITS.matcher(units).matches()) {
      throw SpoorException.invalidInput(
          "--min-taint: '%s' is no amount, expected digits like 1.5".formatted(units));
    }
    BigDecimal base = new BigDecimal(units).movePointRight(asset.decimals()).stripTrailingZeros();
    if (base.scale() > 0) {
      throw SpoorException.invalidInput(
          "--min-taint: %s has more than the %d decimals of %s"
              .formatted(units, asset.decimals(), asset.symbol()));
    }
    return Amount.of(base.toBigIntegerExact());
  }
}
