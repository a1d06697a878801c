package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Shares;
import org.spoor.model.flow.Taint;
import org.spoor.model.flow.Taint.Share;
import org.spoor.model.incident.Origin;
import org.spoor.model.value.Amount;

/** Writes lots as taint: the numbers of a run's origins become their names. */
final class Taints {

  private final Origins origins;

  Taints(Origins origins) {
    this.origins = origins;
  }

  Taint of(Lots lots) {
    return lots.isDirty() && origins.onlyDirty().isPresent()
        ? of(origins.onlyDirty().getAsInt(), lots.dirty())
        : sorted(lots);
  }

  private Taint sorted(Lots lots) {
    int only = Origins.CLEAN;
    for (int i = 0; i < lots.size(); i++) {
      int origin = lots.origin(i);
      if (Origins.isDirty(origin)) {
        if (only != Origins.CLEAN && only != origin) {
          return of(Shares.of(lots));
        }
        only = origin;
      }
    }
    return only == Origins.CLEAN ? new Taint.Mixed(Amount.ZERO, List.of()) : of(only, lots.dirty());
  }

  Taint of(Shares shares) {
    if (shares.size() == 1) {
      return of(shares.origin(0), shares.amount(0));
    }
    Map<Origin, Amount> parts = new TreeMap<>();
    for (int i = 0; i < shares.size(); i++) {
      for (Origin source : origins.sources(shares.origin(i))) {
        parts.merge(source, shares.amount(i), Amount::plus);
      }
    }
    return new Taint.Mixed(shares.total(), named(parts));
  }

  private Taint of(int origin, Amount amount) {
    List<Origin> sources = origins.sources(origin);
    if (sources.size() == 1) {
      return new Share(sources.getFirst(), amount);
    }
    return new Taint.Mixed(amount, sources.stream().map(s -> new Share(s, amount)).toList());
  }

  private static List<Share> named(Map<Origin, Amount> parts) {
    List<Share> shares = new ArrayList<>();
    parts.forEach((origin, amount) -> shares.add(new Share(origin, amount)));
    return shares;
  }
}
