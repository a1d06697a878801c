package org.spoor.app;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.spoor.model.SpoorException;
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
   * @throws SpoorException INVALID_INPUT
   */
  static Map<Asset, Amount> read(List<String> texts, Collection<AssetDescription> assets) {
    Map<Asset, Amount> minimum = new TreeMap<>();
    texts.stream().filter(text -> !text.contains("=")).forEach(t -> addAll(minimum, t, assets));
    texts.stream().filter(text -> text.contains("=")).forEach(t -> addNamed(minimum, t, assets));
    return minimum;
  }

  private static void addAll(
      Map<Asset, Amount> minimum, String units, Collection<AssetDescription> assets) {
    assets.forEach(asset -> minimum.put(asset.asset(), amount(units, asset)));
  }

  private static void addNamed(
      Map<Asset, Amount> minimum, String text, Collection<AssetDescription> assets) {
    String name = text.substring(0, text.indexOf('='));
    String units = text.substring(text.indexOf('=') + 1);
    List<AssetDescription> meant = assets.stream().filter(asset -> isNamed(asset, name)).toList();
    if (meant.isEmpty()) {
      String known = String.join(", ", assets.stream().map(AssetDescription::symbol).toList());
      throw SpoorException.invalidInput(
          "--min-taint %s: unknown asset '%s', expected a contract or one of %s"
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
