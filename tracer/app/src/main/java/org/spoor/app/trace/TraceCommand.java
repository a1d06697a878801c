package org.spoor.app.trace;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.spoor.app.input.WholeNumber;
import org.spoor.app.live.LiveAccess;
import org.spoor.app.live.LiveOptions;
import org.spoor.app.live.Surroundings;
import org.spoor.app.query.GraphOptions;
import org.spoor.app.report.AssetNames;
import org.spoor.app.report.BandSection;
import org.spoor.app.report.IcuConfusables;
import org.spoor.app.report.NothingFollowed;
import org.spoor.app.report.TraceReport;
import org.spoor.app.result.Band;
import org.spoor.app.result.EndTotal;
import org.spoor.app.result.ProgramVersion;
import org.spoor.app.result.ResultFile;
import org.spoor.app.result.ResultSink;
import org.spoor.app.terminal.LiveProgress;
import org.spoor.app.terminal.Output;
import org.spoor.app.terminal.Wrap;
import org.spoor.app.theft.TheftOptions;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.Confusables;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.graph.GraphConnection;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.FlowGraph.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spoor trace}: follows stolen value and tells where it is. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Follows what was stolen, shows where it is now with the proof that the numbers add up, and"
            + " stores the flow graph in Neo4j.",
    footer = {
      "",
      "Examples:",
      "  spoor trace bybit-2025",
      "  spoor trace bybit-2025 --policy all --json result.json",
      "  spoor trace my-case --min-taint ETH=0.5 --max-hops 10 --until 2025-03-01",
      "  spoor trace my-case --no-store --json - | jq .ends",
      "  spoor trace --chain ethereum --theft-tx 0x... --to 0x...   (docs/sources.md)",
      "  spoor trace ronin-2022 --pack ronin-as-read   (docs/case-folders.md)",
      "",
      "Exit codes: 0 traced, 2 bad input, 3 data or graph store out of reach, nothing to follow or",
      "--max-calls spent, 4 data that makes no sense, 5 numbers that do not add up, 130 interrupted."
    })
public final class TraceCommand implements Runnable {

  private final Output output;
  private final Surroundings surroundings;
  private final Confusables confusables = new IcuConfusables();

  @Parameters(
      arity = "0..1",
      paramLabel = "INCIDENT|PATH",
      description = "Id of a shipped incident (spoor incidents), or a case folder.")
  private Optional<String> subject = Optional.empty();

  @Mixin private final RequestOptions options = new RequestOptions();

  @Mixin private final TheftOptions thefts = new TheftOptions();

  @Mixin private final LiveOptions live = new LiveOptions();

  @Option(
      names = "--also",
      paramLabel = "INCIDENT|PATH",
      description =
          "An incident to trace together with the first; they share pools. Its data and attributions"
              + " count for chains of which no folder before has data. May be repeated.")
  private List<String> also = List.of();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the whole result there; - is standard output, with nothing else on it.")
  private Optional<String> json = Optional.empty();

  @Option(
      names = "--rows",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "25",
      description = "Rows of each table on the screen (default: 25).")
  private int rows = 25;

  @Option(
      names = "--quiet",
      description = "No progress on the terminal, and not what a live run has asked.")
  private boolean quiet;

  @Option(names = "--no-store", description = "Store nothing; Neo4j is not needed.")
  private boolean noStore;

  @Mixin private final GraphOptions graph = new GraphOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  public TraceCommand(Output output, Surroundings surroundings) {
    this.output = output;
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    json.filter(_ -> !onlyJson()).ifPresent(ResultFile::check);
    try (LiveAccess access = new LiveAccess(surroundings, live, options.liveMaxDegree());
        RunPack pack = RunPack.at(live.pack(), access)) {
      try {
        run(pack.over(read(access)), pack);
        refuseCut(access);
      } finally {
        if (!quiet) {
          access.asked().stream()
              .flatMap(line -> Wrap.lines(line, output.width()).stream())
              .forEach(output.err()::println);
        }
      }
    }
  }

  private void run(TracedCase traced, RunPack pack) {
    traced.unread().forEach(line -> output.err().println("spoor: " + line));
    AssetNames names = names(traced);
    List<TraceRequest> requests =
        options.policies().stream()
            .map(policy -> options.request(traced, policy, asset -> names.warning(asset).isEmpty()))
            .toList();
    try (TraceReader reader = TraceReader.of(traced.reader());
        ResultSink result = result(traced, requests.size() > 1);
        SideStore store = store()) {
      FlowGraph run = run(traced, requests, reader.reader(), result, store);
      print(pack.write(traced, RunPack.given(spec, options)));
      print(store.report());
      refuseNothing(run);
    }
  }

  /** Told at last: what was asked until then is right, and is not all. */
  private static void refuseCut(LiveAccess access) {
    access
        .cutShort()
        .ifPresent(why -> {
          throw SpoorException.unavailable(why);
        });
  }

  /** Told at last: a report without a trail is worth reading, and no success. */
  private static void refuseNothing(FlowGraph run) {
    NothingFollowed.why(run)
        .ifPresent(why -> {
          throw SpoorException.unavailable("nothing was followed: " + why);
        });
  }

  /** The first run; what others lack, it lacks too. */
  private FlowGraph run(
      TracedCase traced,
      List<TraceRequest> requests,
      ChainReader reader,
      ResultSink result,
      SideStore store) {
    List<FlowGraph> shown = new ArrayList<>();
    Map<TaintPolicy, List<EndTotal>> ends = new EnumMap<>(TaintPolicy.class);
    for (TraceRequest request : requests) {
      FlowGraph run = trace(traced, request, reader);
      result.run(run);
      shown.add(RunCopy.withoutTransfers(run));
      ends.put(request.policy(), EndTotal.of(run.ends()));
      if (shown.size() == requests.size()) {
        show(traced, shown, ends);
        result.complete(ends);
      }
      save(run, store);
    }
    return shown.getFirst();
  }

  private TracedCase read(LiveAccess access) {
    access.warning().ifPresent(warning -> output.err().println("spoor: " + warning));
    try (LiveProgress progress = progress("reading")) {
      access.tell(progress.ofBlocks());
      return new Gathering(thefts.thefts(), live, access).gather(subject, also);
    }
  }

  private FlowGraph trace(TracedCase traced, TraceRequest request, ChainReader reader) {
    String policy = request.policy().name().toLowerCase(Locale.ROOT);
    try (LiveProgress progress = progress("tracing, " + policy)) {
      FlowGraph run =
          new Tracer(reader, traced.attributions(), confusables, progress).trace(request);
      List<Setting> settings = new ArrayList<>(traced.stated());
      settings.addAll(options.notCovered(run, request));
      return RunCopy.with(run, settings, traced.further());
    }
  }

  private void save(FlowGraph run, SideStore store) {
    try (LiveProgress _ = noStore ? LiveProgress.silent() : progress("storing")) {
      store.save(run);
    }
  }

  private SideStore store() {
    if (noStore) {
      return SideStore.none();
    }
    Supplier<GraphConnection> connecting = graph.connecting();
    return SideStore.opening(() -> connecting.get().store(), graph.place());
  }

  private LiveProgress progress(String step) {
    return output.live() && !quiet ? LiveProgress.on(output, step) : LiveProgress.silent();
  }

  private ResultSink result(TracedCase traced, boolean several) {
    ResultFile.Title title =
        new ResultFile.Title(
            traced.incidents(),
            several,
            ProgramVersion.text(),
            asset -> traced.reader().describe(asset));
    return json.map(
            file -> onlyJson() ? ResultFile.on(output.out(), title) : ResultFile.at(file, title))
        .map(ResultSink.class::cast)
        .orElse(ResultSink.NONE);
  }

  private boolean onlyJson() {
    return json.equals(Optional.of("-"));
  }

  private void show(
      TracedCase traced, List<FlowGraph> runs, Map<TaintPolicy, List<EndTotal>> ends) {
    AssetNames names = names(traced);
    TraceReport report = new TraceReport(names, output.width(), rows);
    print(
        runs.size() == 1
            ? report.of(runs.getFirst())
            : report.comparing(
                runs, new BandSection(names, output.width(), rows).lines(Band.of(ends))));
  }

  private AssetNames names(TracedCase traced) {
    return new AssetNames(
        traced.incidents(), asset -> traced.reader().describe(asset), confusables);
  }

  private void print(List<String> lines) {
    if (!onlyJson()) {
      output.print(lines);
    }
  }
}
