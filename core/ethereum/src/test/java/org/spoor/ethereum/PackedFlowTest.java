package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ForwardingReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.DataGap;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.CasePack;
import org.spoor.recorded.CasePack.RawAnswer;
import org.spoor.recorded.RecordingReader;

/** The theft played on a node, recorded in a case folder, and traced again without the node. */
final class PackedFlowTest {

  private final PlayedTheft played = PlayedTheft.once();
  private final Incident incident = played.incident();

  private final ExplorerOnAnvil explorer = new ExplorerOnAnvil(played);
  private final Map<Kind, LatencyProxy> roads = new EnumMap<>(Kind.class);

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    roads.values().forEach(LatencyProxy::close);
    explorer.close();
  }

  /** The same in each run of a test. */
  private List<EthereumSource> configured(Source source) {
    return Stream.concat(
            source.node.stream()
                .map(kind -> PlayedTheft.node(roads.computeIfAbsent(kind, played::road).url())),
            source.hasExplorer ? Stream.of(PlayedTheft.explorer(explorer.url())) : Stream.of())
        .toList();
  }

  /** What is read through. */
  enum Source {
    TRACE_FILTER(Kind.TRACE_FILTER, false),
    DEBUG(Kind.DEBUG, false),
    PLAIN(Kind.PLAIN, false),
    EXPLORER_BESIDE_A_NODE(Kind.DEBUG, true),
    EXPLORER_ALONE(true);

    private final Optional<Kind> node;
    private final boolean hasExplorer;

    Source(Kind node, boolean hasExplorer) {
      this.node = Optional.of(node);
      this.hasExplorer = hasExplorer;
    }

    Source(boolean hasExplorer) {
      this.node = Optional.empty();
      this.hasExplorer = hasExplorer;
    }
  }

  /** Reads nothing that is not asked for. */
  private static final class NotAhead extends ForwardingReader {

    NotAhead(ChainReader reader) {
      super(reader);
    }

    @Override
    public void expect(Collection<Address> addresses) {}
  }

  private interface Trace<T> {
    T through(ChainReader reader);
  }

  /** Traces live, records that, and leaves a folder behind. */
  private <T> T recorded(Source source, Trace<T> trace) {
    return recorded(source, "case", trace);
  }

  private <T> T recorded(Source source, String name, Trace<T> trace) {
    return recorded(source, name, false, OptionalLong.empty(), trace);
  }

  private <T> T recorded(
      Source source, String name, boolean offline, OptionalLong asOf, Trace<T> trace) {
    try (EthereumSources sources =
            EthereumSources.open(
                PlayedTheft.settings(configured(source), folder.resolve("cache"), offline, asOf));
        CasePack pack = CasePack.at(folder.resolve(name).toString())) {
      RecordingReader reader = new RecordingReader(sources.reader(incident.theftSources()));
      T result = trace.through(reader);
      pack.write(run(), reader, answers(sources));
      return result;
    }
  }

  private Path target() {
    return folder.resolve("case");
  }

  /** The last final block, as calls write it. */
  private String head() {
    return played.anvil().rpc("eth_getBlockByNumber", "finalized", false).path("number").asString();
  }

  /** The lines of a pack's list of raw answers. */
  private List<String> listed(String name) {
    try {
      return Files.readAllLines(folder.resolve(name).resolve("answers.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CasePack.Run run() {
    return new CasePack.Run(
        List.of(incident),
        AttributionBook.EMPTY,
        Map.of(),
        List.of(),
        List.of(),
        "test",
        "spoor trace DIR",
        List.of());
  }

  private static List<RawAnswer> answers(EthereumSources sources) {
    return sources.store().used().stream()
        .map(used ->
            new RawAnswer("ethereum", used.key().method(), used.key().params(), used.sha256()))
        .toList();
  }

  private Map<TaintPolicy, FlowGraph> byAll(ChainReader reader) {
    return Traced.byAll(reader, incident);
  }

  private static List<String> told(Map<TaintPolicy, FlowGraph> graphs) {
    return graphs.values().stream().map(PackedFlowTest::told).toList();
  }

  /** All that a result tells, inputs and gaps included. */
  private static String told(FlowGraph graph) {
    return String.join(
        "\n",
        List.of(
            graph.request().toString(),
            graph.inputs().toString(),
            graph.heads().toString(),
            graph.conservation().toString(),
            graph.ends().toString(),
            graph.edges().toString(),
            graph.rejected().toString(),
            graph.flagged().toString(),
            graph.gaps().toString(),
            graph.assets().toString()));
  }

  @ParameterizedTest
  @EnumSource
  void trace_packedRunByAllPolicies_tellsTheSame(Source source) {
    Map<TaintPolicy, FlowGraph> live = recorded(source, this::byAll);
    CaseFolder read = CaseFolder.read(target());

    assertThat(read.incident()).isEqualTo(incident);
    assertThat(told(byAll(read.reader()))).isEqualTo(told(live));
  }

  /** What such a node has pruned it does not find, and some do not refuse to look for it. */
  @Test
  void trace_nodeFindsNoLogs_whatOthersShowIsNotCalledHeld() {
    LatencyProxy road = played.road(Kind.TRACE_FILTER);
    roads.put(Kind.TRACE_FILTER, road);
    road.findNothing("eth_getLogs");
    Map<TaintPolicy, FlowGraph> live = recorded(Source.TRACE_FILTER, this::byAll);

    live.values()
        .forEach(graph -> {
          assertThat(contradicted(graph)).isNotEmpty();
          assertThat(graph.ends())
              .filteredOn(end -> contradicted(graph).contains(end.place().text()))
              .noneMatch(end -> end.kind() == EndKind.HELD);
        });
    assertThat(told(byAll(CaseFolder.read(target()).reader()))).isEqualTo(told(live));
  }

  /** Addresses of which another history shows more than their own. */
  private static List<String> contradicted(FlowGraph graph) {
    return graph.gaps().stream()
        .map(DataGap::detail)
        .filter(detail -> detail.endsWith("and not in its own"))
        .map(detail -> detail.substring(0, detail.indexOf(':')))
        .toList();
  }

  /** The first run has an empty store; what it finds is all that the second needs. */
  @ParameterizedTest
  @EnumSource(names = {"TRACE_FILTER", "DEBUG", "PLAIN", "EXPLORER_BESIDE_A_NODE"})
  void pack_restsOnFindingsOfAnEarlierRun_namesTheRawAnswersOfThatRun(Source source) {
    Trace<Map<TaintPolicy, FlowGraph>> trace = reader -> byAll(new NotAhead(reader));
    recorded(source, "first", trace);
    List<String> first = listed("first");
    recorded(source, "second", trace);

    assertThat(first)
        .anyMatch(line -> line.startsWith("ethereum,eth_getBalance,"))
        .anyMatch(
            line -> line.startsWith("ethereum,eth_getBlockByNumber,") && line.contains(head()));
    assertThat(listed("second")).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(names = {"TRACE_FILTER", "DEBUG", "PLAIN", "EXPLORER_BESIDE_A_NODE"})
  void pack_throughANode_namesItsLogs(Source source) {
    recorded(source, this::byAll);

    assertThat(listed("case")).anyMatch(line -> line.startsWith("ethereum,eth_getLogs,"));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPLORER_BESIDE_A_NODE", "EXPLORER_ALONE"})
  void pack_throughAnExplorer_namesItsListsAndNoKey(Source source) {
    recorded(source, this::byAll);

    String list = "ethereum,/?chainid=1&module=account&action=%s&address=" + thief();
    assertThat(listed("case"))
        .anyMatch(line -> line.startsWith(list.formatted("txlist")))
        .anyMatch(line -> line.startsWith(list.formatted("txlistinternal")))
        .anyMatch(line -> line.startsWith(list.formatted("tokentx")))
        .anyMatch(line -> line.startsWith(list.formatted("getminedblocks")))
        .noneMatch(line -> line.contains("apikey"))
        .noneMatch(line -> line.contains(PlayedTheft.EXPLORER_KEY));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXPLORER_BESIDE_A_NODE", "EXPLORER_ALONE"})
  void trace_againAsOfTheSameBlock_asksTheExplorerNothing(Source source) {
    Trace<Map<TaintPolicy, FlowGraph>> trace = reader -> byAll(new NotAhead(reader));
    Map<TaintPolicy, FlowGraph> first = recorded(source, "first", trace);
    OptionalLong head = OptionalLong.of(Long.decode(head()));
    int asked = explorer.asked();

    assertThat(told(recorded(source, "second", false, head, trace))).isEqualTo(told(first));
    assertThat(told(recorded(source, "offline", true, head, trace))).isEqualTo(told(first));
    assertThat(explorer.asked()).isEqualTo(asked).isPositive();
    assertThat(listed("second")).isEqualTo(listed("first"));
    assertThat(listed("offline")).isEqualTo(listed("first"));
  }

  private String thief() {
    return played.theft().attacker().text();
  }

  @Test
  void trace_recordingWithoutTheThefts_saysWhatItLacks() {
    List<Transfer> asked =
        recorded(Source.TRACE_FILTER, reader -> reader.history(played.theft().attacker()));
    FlowGraph graph = Traced.by(TaintPolicy.POISON, CaseFolder.read(target()).reader(), incident);

    assertThat(asked).isNotEmpty();
    assertThat(graph.gaps()).anyMatch(gap -> gap.detail().contains("does not hold it"));
    assertThat(graph.ends()).noneMatch(end -> end.kind() == EndKind.HELD);
  }
}
