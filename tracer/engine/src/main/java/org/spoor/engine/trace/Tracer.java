package org.spoor.engine.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.spoor.engine.pattern.PeelChains;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.Flag;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.Patterns;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.AssertedConversion;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;

/** Follows stolen value over the chains that a reader can read. */
public final class Tracer {

  private final ChainReader reader;
  private final AttributionBook book;
  private final Confusables confusables;
  private final TraceListener listener;
  private final Run.PoolMaker pools;

  public Tracer(
      ChainReader reader, AttributionBook book, Confusables confusables, TraceListener listener) {
    this(reader, book, confusables, listener, TaintPolicy::newPool);
  }

  Tracer(
      ChainReader reader,
      AttributionBook book,
      Confusables confusables,
      TraceListener listener,
      Run.PoolMaker pools) {
    this.reader = reader;
    this.book = book;
    this.confusables = confusables;
    this.listener = listener;
    this.pools = pools;
  }

  /**
   * Traces.
   *
   * @throws org.spoor.model.SpoorException NOT_CONSERVED if the result does not add up; UNAVAILABLE
   *     and MALFORMED_DATA as the reader says
   */
  public FlowGraph trace(TraceRequest request) {
    Screen screen = new Screen(reader, confusables, request.incidents());
    Run run = new Run(request, reader, book, screen, pools, listener);
    Conversions conversions = new Conversions(request);
    List<Walk> walks = walks(run, conversions);
    Gains gains = new Gains(run, walks);
    gains.schedule(conversions);
    new Merge(walks).run();
    walks.forEach(Walk::finish);
    gains.settle();
    reader.remarks().forEach(remark -> run.gap(DataGap.Kind.REMARK, remark));
    run.report();
    return result(run);
  }

  private static List<Walk> walks(Run run, Conversions conversions) {
    Thefts thefts = new Thefts(run);
    List<Walk> walks = new ArrayList<>();
    for (Chain chain : chains(run.request)) {
      walks.add(
          switch (chain.model()) {
            case ACCOUNT -> new AccountWalk(run, chain, conversions, thefts.on(chain));
            case UTXO -> utxoWalk(run, chain, conversions, thefts);
          });
    }
    return walks;
  }

  private static Walk utxoWalk(Run run, Chain chain, Conversions conversions, Thefts thefts) {
    UtxoWalk walk = new UtxoWalk(run, chain, conversions);
    thefts.outputs().stream()
        .filter(stolen -> stolen.transaction().id().chain() == chain)
        .forEach(stolen -> walk.steal(stolen.transaction(), stolen.index(), stolen.origin()));
    return walk;
  }

  private static Set<Chain> chains(TraceRequest request) {
    Set<Chain> chains = new TreeSet<>();
    for (Incident incident : request.incidents()) {
      incident.theftSources().forEach(source -> chains.add(source.chain()));
      for (AssertedConversion conversion : incident.conversions()) {
        chains.add(conversion.tx().chain());
        chains.add(conversion.gainTx().chain());
      }
    }
    return chains;
  }

  private FlowGraph result(Run run) {
    List<TraceEnd> ends = run.books.ends(run.taints, book);
    List<Conservation> statement =
        new Statement(run.origins, run.policy().conserves()).of(run.books);
    List<Flag> flags = new ArrayList<>(run.flags());
    run.screen.rejected().forEach(rejection -> run.lookAlikes.meet(rejection.transfer().to()));
    flags.addAll(run.lookAlikes.flags());
    return new FlowGraph(
        run.request.incidents(),
        run.policy().name(),
        run.request.settings(),
        reader.sources(),
        reader.heads(),
        statement,
        ends,
        run.edges,
        run.screen.rejected(),
        flags,
        run.gaps(),
        described(statement),
        book,
        patterns(run, ends));
  }

  private static Patterns patterns(Run run, List<TraceEnd> ends) {
    Map<OutPoint, PeelChains.Fate> fates = new HashMap<>();
    ends.forEach(end -> end.output().ifPresent(output -> fates.put(output, fate(end.kind()))));
    PeelChains.Fates known = output -> fates.getOrDefault(output, PeelChains.Fate.NOT_KNOWN);
    return run.reached.stream()
        .map(reached -> reached.patterns(known, run.request.joinChange()))
        .reduce(Patterns.NONE, Patterns::with);
  }

  private static PeelChains.Fate fate(EndKind kind) {
    return switch (kind) {
      case HELD, FROZEN, RECOVERED, BURNED -> PeelChains.Fate.UNSPENT;
      case SERVICE -> PeelChains.Fate.SERVICE;
      case CONVERTED_OUT,
          COINJOIN,
          FEE,
          DISCREPANCY,
          BELOW_THRESHOLD,
          HOP_LIMIT,
          TIME_LIMIT,
          BUDGET,
          HIGH_DEGREE,
          DATA_GAP ->
          PeelChains.Fate.NOT_KNOWN;
    };
  }

  /** Of every asset that a theft or a conversion brought in: there is no dirty value of others. */
  private List<AssetDescription> described(List<Conservation> statement) {
    Set<Asset> assets = new TreeSet<>();
    statement.forEach(sums -> assets.add(sums.asset()));
    return assets.stream().flatMap(asset -> reader.describe(asset).stream()).toList();
  }
}
