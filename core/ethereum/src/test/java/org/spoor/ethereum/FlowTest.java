package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.endpoint.Usage;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.kit.StandInRpc;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainReader.Coverage;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowEdge;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.flow.TraceEnd;
import org.spoor.model.incident.Incident;
import org.spoor.model.value.Address;

/** The theft played on a node, traced through sources of every kind. */
final class FlowTest {

  private final PlayedTheft played = PlayedTheft.once();
  private final Incident incident = played.incident();

  @TempDir private Path folder = Path.of("");
  private int caches;

  private Path newCache() {
    return folder.resolve("ethereum-%d.db".formatted(++caches));
  }

  /** What does not name the source. */
  private record Flow(List<FlowEdge> edges, List<TraceEnd> ends, List<Conservation> conservation) {
    static Flow of(FlowGraph graph) {
      return new Flow(graph.edges(), graph.ends(), graph.conservation());
    }
  }

  private Map<TaintPolicy, Flow> flows(Kind kind) {
    try (LatencyProxy road = played.road(kind);
        EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
      return flows(sources);
    }
  }

  private Map<TaintPolicy, Flow> flows(EthereumSources sources) {
    Map<TaintPolicy, Flow> flows = new TreeMap<>();
    Traced.byAll(sources.reader(incident.theftSources()), incident)
        .forEach((policy, graph) -> flows.put(policy, Flow.of(graph)));
    return flows;
  }

  private static EthereumSources open(
      LatencyProxy road, Path cache, boolean offline, OptionalLong asOf) {
    return EthereumSources.open(PlayedTheft.settings(road.url(), cache, offline, asOf));
  }

  @ParameterizedTest
  @EnumSource(names = {"OTTERSCAN_AND_TRACE", "OTTERSCAN_AND_DEBUG"})
  void trace_throughAnotherKindOfNode_isTheSameFlow(Kind kind) {
    assertThat(flows(kind)).isEqualTo(flows(Kind.TRACE_FILTER));
  }

  @Test
  void trace_throughAnExplorerBesideANode_isTheSameFlow() {
    try (ExplorerOnAnvil explorer = new ExplorerOnAnvil(played);
        LatencyProxy road = played.road(Kind.DEBUG);
        EthereumSources sources =
            EthereumSources.open(PlayedTheft.settings(road.url(), explorer.url(), newCache()))) {
      assertThat(sources.report())
          .extracting(report -> report.source().name())
          .containsExactly("own", "explorer");
      assertThat(flows(sources)).isEqualTo(flows(Kind.TRACE_FILTER));
      assertThat(road.count().byMethod()).doesNotContainKey("eth_getTransactionCount");
    }
  }

  @Test
  void trace_throughTraceFilter_followsEveryUnit() {
    Map<TaintPolicy, Flow> flows = flows(Kind.TRACE_FILTER);

    assertThat(flows.keySet()).containsExactly(TaintPolicy.values());
    flows.forEach((policy, flow) -> {
      assertThat(flow.edges()).as("%s", policy).hasSizeGreaterThan(30);
      if (policy.conserves()) {
        assertThat(flow.conservation()).allMatch(Conservation::isExact);
      }
      assertThat(flow.ends()).noneMatch(end -> end.kind() == EndKind.DATA_GAP);
    });
  }

  @ParameterizedTest
  @EnumSource(names = {"DEBUG", "TRACE_WITHOUT_FILTER", "PLAIN"})
  void history_foundByBisecting_isRightOrToldAsPartial(Kind kind) {
    try (LatencyProxy road = played.road(kind);
        EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
      isRightOrToldAsPartial(sources.reader(incident.theftSources()));
    }
  }

  @Test
  void history_throughAnExplorerAlone_isRightOrToldAsPartial() {
    try (ExplorerOnAnvil explorer = new ExplorerOnAnvil(played);
        EthereumSources sources = EthereumSources.open(PlayedTheft.ofExplorer(explorer.url()))) {
      isRightOrToldAsPartial(sources.reader(incident.theftSources()));
    }
  }

  /** Its lists are not asked for either. */
  @Test
  void history_firstOfTwoExplorersCannotBeUsed_isReadThroughTheOther() {
    String spent =
        "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Max daily rate limit reached\"}";
    try (StandInRpc first = StandInRpc.echo().always(StandInRpc.text(spent));
        ExplorerOnAnvil explorer = new ExplorerOnAnvil(played);
        EthereumSources sources =
            EthereumSources.open(
                PlayedTheft.settings(
                    List.of(
                        PlayedTheft.explorer("spent", first.url()),
                        PlayedTheft.explorer(explorer.url())),
                    newCache(),
                    false,
                    OptionalLong.empty()))) {
      isRightOrToldAsPartial(sources.reader(incident.theftSources()));
      assertThat(sources.unusable())
          .singleElement()
          .asString()
          .startsWith("spent: ")
          .endsWith("Max daily rate limit reached");
      assertThat(sources.reader(incident.theftSources()).sources())
          .singleElement()
          .satisfies(source -> assertThat(source.name()).startsWith("explorer, blocks "));
    }
  }

  @Test
  void report_explorerAloneWithoutOldBalances_saysWhatIsMissing() {
    try (ExplorerOnAnvil explorer = new ExplorerOnAnvil(played).withoutHistory();
        EthereumSources sources = EthereumSources.open(PlayedTheft.ofExplorer(explorer.url()))) {
      assertThat(sources.report())
          .singleElement()
          .isInstanceOfSatisfying(
              SourceReport.Answering.class,
              answering ->
                  assertThat(answering.missing())
                      .anyMatch(line -> line.startsWith("no history of balances")));
      assertThatThrownBy(() -> sources.reader(incident.theftSources()))
          .isInstanceOf(SpoorException.class)
          .hasMessageContaining("opening balances");
    }
  }

  private void isRightOrToldAsPartial(ChainReader reader) {
    Set<Address> addresses = addresses();
    reader.expect(addresses);
    Set<Address> whole =
        addresses.stream()
            .filter(address -> reader.history(address).equals(expected(address)))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<Address> told =
        addresses.stream()
            .filter(address -> coverage(reader, address) == Coverage.COMPLETE)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(whole).as("complete as told").containsAll(told);
    assertThat(told).as("plain accounts are seen").hasSizeGreaterThan(addresses.size() / 2);
  }

  private static Coverage coverage(ChainReader reader, Address address) {
    return reader.coverage(address, TransactionReader.ETHER, Traced.lastBlock(reader));
  }

  private Set<Address> addresses() {
    Set<Address> addresses = new TreeSet<>();
    for (Transfer transfer : played.transfers()) {
      if (transfer.from() instanceof Address from) {
        addresses.add(from);
      }
      if (transfer.to() instanceof Address to) {
        addresses.add(to);
      }
    }
    return addresses;
  }

  private List<Transfer> expected(Address address) {
    return played.transfers().stream().filter(transfer -> transfer.touches(address)).toList();
  }

  @Test
  void trace_againAsOfTheSameBlock_asksNothing() {
    Path cache = newCache();
    Map<TaintPolicy, Flow> first;
    long head;
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER)) {
      try (EthereumSources sources = open(road, cache, false, OptionalLong.empty())) {
        first = flows(sources);
        head = sources.reader(incident.theftSources()).heads().getFirst().height().orElseThrow();
      }
      try (EthereumSources sources = open(road, cache, false, OptionalLong.of(head))) {
        road.countAnew();
        assertThat(flows(sources)).isEqualTo(first);
        assertThat(road.count().byMethod()).isEmpty();
        assertThat(sources.usage().calls()).isZero();
        assertThat(sources.usage().remembered()).isPositive();
      }
    }
  }

  @Test
  void trace_offline_isTheSameAsWhatWasReadBefore() {
    Path cache = newCache();
    Map<TaintPolicy, Flow> first;
    LatencyProxy road = played.road(Kind.TRACE_FILTER);
    try (EthereumSources sources = open(road, cache, false, OptionalLong.empty())) {
      first = flows(sources);
    }
    road.close();
    try (EthereumSources sources = open(road, cache, true, OptionalLong.empty())) {
      assertThat(flows(sources)).isEqualTo(first);
      assertThat(sources.usage()).extracting(Usage::roundTrips).isEqualTo(0L);
    }
  }

  @Test
  void trace_offlineWithoutAnAnswer_saysSoInOneLine() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road, newCache(), true, OptionalLong.empty())) {
      assertThatThrownBy(() -> sources.reader(incident.theftSources()))
          .isInstanceOf(SpoorException.class)
          .hasMessageContaining("offline")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void trace_overABadRoad_isTheSameFlow() {
    Map<TaintPolicy, Flow> good = flows(Kind.TRACE_FILTER);
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
      road.fail(LatencyProxy.Fault.DROPPED, 1);
      road.fail(LatencyProxy.Fault.UNAVAILABLE, 1);
      road.fail(LatencyProxy.Fault.CUT, 1);
      road.fail(LatencyProxy.Fault.TRUNCATED, 1);
      assertThat(flows(sources)).isEqualTo(good);
    }
  }

  @Test
  void history_nodeLiesAboutABalance_isToldAsAGap() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER)) {
      road.lie("eth_getBalance", "0xde0b6b3a7640000");
      try (EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
        ChainReader reader = sources.reader(incident.theftSources());
        Address thief = played.theft().attacker();

        assertThat(coverage(reader, thief)).isEqualTo(Coverage.PARTIAL);
        assertThat(reader.remarks()).anyMatch(remark -> remark.contains(thief.text()));
      }
    }
  }

  @Test
  void report_wrongChain_isUnusableAndSaysWhy() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER)) {
      road.lie("eth_chainId", "0x5");
      try (EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
        assertThat(sources.report())
            .singleElement()
            .isInstanceOfSatisfying(
                SourceReport.Unusable.class,
                unusable -> assertThat(unusable.why()).contains("chain id 5, expected 1"));
        assertThatThrownBy(() -> sources.reader(incident.theftSources()))
            .isInstanceOf(SpoorException.class)
            .hasMessageContaining("chain id 5");
      }
    }
  }

  @Test
  void heightAt_anyTime_isTheLastBlockNotLater() {
    try (LatencyProxy road = played.road(Kind.TRACE_FILTER);
        EthereumSources sources = open(road, newCache(), false, OptionalLong.empty())) {
      for (long height : List.of(0L, 1L, 17L, 30L)) {
        assertThat(sources.heightAt(sources.timeAt(height))).isEqualTo(height);
        assertThat(sources.heightAt(sources.timeAt(height).plusSeconds(1))).isEqualTo(height);
      }
      assertThatThrownBy(() -> sources.heightAt(sources.timeAt(0).minusSeconds(1)))
          .isInstanceOf(SpoorException.class)
          .hasMessageContaining("no block as early as");
    }
  }
}
