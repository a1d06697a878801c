package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.spoor.engine.pattern.Reached;
import org.spoor.engine.taint.Lots;
import org.spoor.engine.taint.Origins;
import org.spoor.engine.taint.Pool;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.SpoorException;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.Flag;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.incident.Origin;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;

/**
 * What the walks over the chains of one run share: its request, its books, and what it has found.
 */
final class Run {

  /** Makes the pools of a run. */
  interface PoolMaker {
    Pool make(TaintPolicy policy, Origins origins);
  }

  private record GapKey(DataGap.Kind kind, String place, String asset)
      implements Comparable<GapKey> {
    @Override
    public int compareTo(GapKey other) {
      int byKind = kind.compareTo(other.kind);
      int byPlace = byKind != 0 ? byKind : place.compareTo(other.place);
      return byPlace != 0 ? byPlace : asset.compareTo(other.asset);
    }
  }

  final TraceRequest request;
  final ChainReader reader;
  final AttributionBook attributions;
  final Screen screen;
  final Origins origins;
  final Taints taints;
  final Books books;
  final LookAlikes lookAlikes;
  final List<FlowEdge> edges = new ArrayList<>();
  final List<Reached> reached = new ArrayList<>();
  private final PoolMaker pools;
  private final TraceListener listener;
  private final Map<GapKey, DataGap> gaps = new TreeMap<>();
  private final List<Flag> flags = new ArrayList<>();
  private int reads;
  private long places;
  private long events;
  private int depth;

  Run(
      TraceRequest request,
      ChainReader reader,
      AttributionBook attributions,
      Screen screen,
      PoolMaker pools,
      TraceListener listener) {
    this.request = request;
    this.reader = reader;
    this.attributions = attributions;
    this.screen = screen;
    this.pools = pools;
    this.listener = listener;
    this.origins = new Origins(originsOf(request));
    this.taints = new Taints(origins);
    this.books = new Books(request.incidents(), request.stop().until());
    this.lookAlikes = new LookAlikes(request.incidents());
  }

  private static List<Origin> originsOf(TraceRequest request) {
    return request.incidents().stream()
        .flatMap(incident -> incident.theftSources().stream())
        .map(TheftSource::origin)
        .toList();
  }

  TaintPolicy policy() {
    return request.policy();
  }

  StopRules stop() {
    return request.stop();
  }

  Pool newPool() {
    return pools.make(request.policy(), origins);
  }

  /**
   * Makes the clean lots stolen from the first of the sources, and books what was clean. Under
   * POISON all sources share the lots; each incident is booked once.
   */
  Amount steal(Lots lots, List<Integer> sources, Asset asset) {
    Amount fresh = Amount.ZERO;
    Set<String> booked = new HashSet<>();
    for (int source : sources) {
      Amount stolen = request.policy().steal(lots, source, origins);
      fresh = fresh.plus(stolen);
      if (booked.add(origins.sources(source).getFirst().incident())) {
        books.seed(asset, source, stolen);
      }
    }
    return fresh;
  }

  /** Whether one more address or output may be looked up; if so, counts it. */
  boolean read() {
    if (request.stop().maxReads().isPresent() && reads >= request.stop().maxReads().getAsInt()) {
      return false;
    }
    reads++;
    return true;
  }

  void follows(int hop) {
    places++;
    depth = Math.max(depth, hop);
  }

  void sawEvent() {
    if ((++events & 0xFFF) == 0) {
      report();
    }
  }

  void report() {
    listener.at(new TraceListener.Progress(places, events, depth, books.size()));
  }

  /** Books value that was spent without having been seen to arrive. */
  void unexplained(Address address, Asset asset, Amount missing) {
    gaps.merge(
        new GapKey(DataGap.Kind.UNEXPLAINED, address.text(), key(asset)),
        new DataGap(
            DataGap.Kind.UNEXPLAINED,
            address,
            Optional.of(asset),
            Optional.of(missing),
            "spent more than it was seen to have; the missing part counts as clean"),
        (before, more) ->
            new DataGap(
                before.kind(),
                before.place(),
                before.asset(),
                before.amount().map(amount -> amount.plus(missing)),
                before.detail()));
  }

  void gap(DataGap.Kind kind, Party place, Optional<Asset> asset, String detail) {
    gaps.putIfAbsent(
        new GapKey(kind, place.text() + detail, asset.map(Run::key).orElse("")),
        new DataGap(kind, place, asset, Optional.empty(), detail));
  }

  void gap(DataGap.Kind kind, String detail) {
    gap(kind, Outside.UNKNOWN, Optional.empty(), detail);
  }

  private static String key(Asset asset) {
    return asset.chain() + ":" + asset.text();
  }

  void flag(Party place, String reason) {
    flags.add(new Flag(place, reason));
  }

  List<DataGap> gaps() {
    return List.copyOf(gaps.values());
  }

  List<Flag> flags() {
    return flags;
  }

  /** Fails the run at the event where value got lost, or was made, whatever its origin. */
  void checkMoved(Transfer transfer, Amount lots) {
    if (!transfer.amount().equals(lots)) {
      throw SpoorException.notConserved(
          "transaction %s at %s: moves %s base units, but lots worth %s left the pool"
              .formatted(transfer.tx(), transfer.position(), transfer.amount(), lots));
    }
  }

  /** Fails the run at the transfer by which dirty value did not stay the same. */
  void check(Amount before, Amount after, Transfer transfer) {
    if (!before.equals(after)) {
      check(before, after, "transaction " + transfer.tx(), transfer.position());
    }
  }

  /** Fails the run at the event where dirty value did not stay the same. */
  void check(Amount before, Amount after, String what, ChainPosition position) {
    if (!before.equals(after) && policy().conserves()) {
      throw SpoorException.notConserved(
          "%s at %s: %s dirty base units before it, %s after it"
              .formatted(what, position, before, after));
    }
  }
}
