package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.flow.FlowGraph.Setting;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.model.incident.Incident;

/**
 * What to follow and how.
 *
 * @param incidents traced together: they share pools and are never counted twice
 * @param weakest what is known less surely than this is not followed: conversions, and the
 *     candidates of a CoinJoin
 * @param joinChange whether clusters are joined by change too; it changes no amount
 */
public record TraceRequest(
    List<Incident> incidents,
    TaintPolicy policy,
    FeeMode fees,
    StopRules stop,
    EvidenceClass weakest,
    boolean joinChange) {

  public TraceRequest {
    incidents = List.copyOf(incidents);
  }

  /** A request that joins clusters by inputs alone. */
  public TraceRequest(
      List<Incident> incidents,
      TaintPolicy policy,
      FeeMode fees,
      StopRules stop,
      EvidenceClass weakest) {
    this(incidents, policy, fees, stop, weakest, false);
  }

  /** The same, with clusters joined by change too. */
  public TraceRequest joiningChange() {
    return new TraceRequest(incidents, policy, fees, stop, weakest, true);
  }

  /** Everything, as far as the data goes. */
  public static TraceRequest of(List<Incident> incidents, TaintPolicy policy) {
    return new TraceRequest(
        incidents, policy, FeeMode.SINK, StopRules.SERVICES_ONLY, EvidenceClass.CANDIDATE);
  }

  /** Whether a CoinJoin is followed over its candidates. */
  boolean throughCoinJoins() {
    return !stop.stopAtCoinJoins() && EvidenceClass.CANDIDATE.atLeast(weakest);
  }

  /** What was asked, for the record: names and values in a fixed order. */
  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(
        new Setting(
            "incidents", incidents.stream().map(Incident::id).collect(Collectors.joining(","))));
    settings.add(new Setting("policy", policy.name()));
    settings.add(new Setting("fees", fees.name()));
    settings.add(new Setting("evidence", weakest.name()));
    settings.add(new Setting("stopAtServices", Boolean.toString(stop.stopAtServices())));
    if (!stop.stopAtCoinJoins()) {
      settings.add(new Setting("throughCoinJoins", "true"));
    }
    if (joinChange) {
      settings.add(new Setting("joinChange", "true"));
    }
    stop.minimum()
        .forEach((asset, amount) ->
            settings.add(
                new Setting("minTaint:" + asset.chain() + ":" + asset.text(), amount.toString())));
    stop.maxHops().ifPresent(hops -> settings.add(new Setting("maxHops", "" + hops)));
    stop.until().ifPresent(last -> settings.add(new Setting("until", last.toString())));
    stop.maxReads().ifPresent(reads -> settings.add(new Setting("maxReads", "" + reads)));
    stop.maxDegree().ifPresent(degree -> settings.add(new Setting("maxDegree", "" + degree)));
    return settings;
  }
}
