package org.spoor.engine.trace;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Shares;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Incident;
import org.spoor.model.incident.StatedAmount;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/** What a run has seeded, converted and brought to an end, by asset and origin. */
final class Books {

  private record EndKey(EndKind kind, Party place, Optional<OutPoint> output, Asset asset) {}

  private record StatedKey(Address address, Asset asset) {}

  private static final Comparator<EndKey> ORDER =
      Comparator.comparing((EndKey key) -> key.asset())
          .thenComparing(EndKey::kind)
          .thenComparing(key -> key.place().text())
          .thenComparing(key -> key.output().map(OutPoint::toString).orElse(""));

  private final Map<Asset, Shares> seeded = new TreeMap<>();
  private final Map<Asset, Shares> convertedIn = new TreeMap<>();
  private final Map<EndKey, Shares> ended = new HashMap<>();

  /** The asset of the last fee, and its entry: a chain has one, and most transactions pay it. */
  private @Nullable Asset feeAsset;

  private Shares fees = new Shares();
  private final Map<StatedKey, Amount> frozen = new HashMap<>();
  private final Map<StatedKey, Amount> recovered = new HashMap<>();

  /**
   * @param until what is stated for a later day has not happened yet
   */
  Books(List<Incident> incidents, Optional<Instant> until) {
    for (Incident incident : incidents) {
      incident.frozen().stream()
          .filter(stated -> isDone(stated, until))
          .forEach(stated -> note(stated, frozen));
      incident.recovered().stream()
          .filter(stated -> isDone(stated, until))
          .forEach(stated -> note(stated, recovered));
    }
  }

  private static boolean isDone(StatedAmount stated, Optional<Instant> until) {
    return stated
        .date()
        .map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant())
        .flatMap(start -> until.map(last -> !start.isAfter(last)))
        .orElse(true);
  }

  private static void note(StatedAmount stated, Map<StatedKey, Amount> into) {
    into.merge(new StatedKey(stated.address(), stated.asset()), stated.amount(), Amount::plus);
  }

  void seed(Asset asset, int origin, Amount amount) {
    seeded.computeIfAbsent(asset, key -> new Shares()).add(origin, amount);
  }

  void convertIn(Asset asset, Lots lots) {
    convertedIn.computeIfAbsent(asset, key -> new Shares()).add(lots);
  }

  /** Brings the dirty ones among {@code lots} to an end. */
  void end(EndKind kind, Party place, Asset asset, Lots lots) {
    end(kind, place, Optional.empty(), asset, lots);
  }

  void end(EndKind kind, Party place, Optional<OutPoint> output, Asset asset, Lots lots) {
    if (lots.isDirty()) {
      ended(kind, place, output, asset).add(lots);
    }
  }

  private Shares ended(EndKind kind, Party place, Optional<OutPoint> output, Asset asset) {
    return ended.computeIfAbsent(new EndKey(kind, place, output, asset), key -> new Shares());
  }

  /** Brings the dirty ones among {@code lots} to an end as a fee of an account chain. */
  void fee(Asset asset, Lots lots) {
    if (lots.isDirty()) {
      if (!asset.equals(feeAsset)) {
        feeAsset = asset;
        fees = ended(EndKind.FEE, Outside.FEE, Optional.empty(), asset);
      }
      fees.add(lots);
    }
  }

  /**
   * Brings what rests in a place to its end: first what the incidents state to be frozen or
   * recovered there, oldest lots first, then the rest as {@code kind}.
   */
  void rest(EndKind kind, Party place, Optional<OutPoint> output, Asset asset, Lots lots) {
    Lots dirty = new Lots();
    for (int i = 0; i < lots.size(); i++) {
      if (Origins.isDirty(lots.origin(i))) {
        dirty.addNewest(lots.amount(i), lots.origin(i));
      }
    }
    if (place instanceof Address address) {
      StatedKey key = new StatedKey(address, asset);
      end(EndKind.FROZEN, place, output, asset, takeStated(key, frozen, dirty));
      end(EndKind.RECOVERED, place, output, asset, takeStated(key, recovered, dirty));
    }
    end(kind, place, output, asset, dirty);
  }

  private static Lots takeStated(StatedKey key, Map<StatedKey, Amount> stated, Lots dirty) {
    Lots taken = new Lots();
    Amount most = stated.getOrDefault(key, Amount.ZERO).min(dirty.total());
    dirty.moveOldest(most, taken);
    stated.computeIfPresent(key, (same, amount) -> amount.minus(most));
    return taken;
  }

  Map<Asset, Shares> seeded() {
    return seeded;
  }

  Map<Asset, Shares> convertedIn() {
    return convertedIn;
  }

  /** Takes what ended. */
  interface EndTaker {
    void take(EndKind kind, Asset asset, Shares shares);
  }

  void forEachEnd(EndTaker taker) {
    ended.forEach((key, shares) -> taker.take(key.kind(), key.asset(), shares));
  }

  int size() {
    return ended.size();
  }

  /** What ended, as {@code sink} wants it, ordered by asset, kind and place. */
  List<TraceEnd> ends(Taints taints, AttributionBook attributions) {
    List<TraceEnd> ends = new ArrayList<>();
    ended.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(entry -> {
          EndKey key = entry.getKey();
          ends.add(
              new TraceEnd(
                  key.kind(),
                  key.place(),
                  key.output(),
                  key.asset(),
                  taints.of(entry.getValue()),
                  key.place() instanceof Address a ? attributions.best(a) : Optional.empty()));
        });
    return ends;
  }
}
