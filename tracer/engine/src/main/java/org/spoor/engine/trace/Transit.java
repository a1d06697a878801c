package org.spoor.engine.trace;

import java.util.HashMap;
import java.util.Map;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;

/**
 * Value that passes the party of a decoded swap within its transaction without entering a pool:
 * refunds that are netted with an outflow, and gains that arrive with the conversion.
 */
final class Transit {

  private final Map<Asset, Amount> in = new HashMap<>();
  private final Map<Asset, Amount> out = new HashMap<>();

  void enters(Asset asset, Amount amount) {
    in.merge(asset, amount, Amount::plus);
  }

  void leaves(Asset asset, Amount amount) {
    out.merge(asset, amount, Amount::plus);
  }

  /** What has come in and not gone out yet. */
  Amount held(Asset asset) {
    return in.getOrDefault(asset, Amount.ZERO).minusOrZero(out.getOrDefault(asset, Amount.ZERO));
  }
}
