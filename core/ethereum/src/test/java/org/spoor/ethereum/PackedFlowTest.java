package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.ethereum.anvil.LatencyProxy;
import org.spoor.model.attribution.AttributionBook;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Transfer;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.Incident;
import org.spoor.recorded.CaseFolder;
import org.spoor.recorded.CasePack;
import org.spoor.recorded.CasePack.RawAnswer;
import org.spoor.recorded.RecordingReader;

/** The theft played on a node, recorded in a case folder, and traced again without the node. */
final class PackedFlowTest {

  private final PlayedTheft played = PlayedTheft.once();
  private final Incident incident = played.incident();

  @TempDir private Path folder = Path.of("");

  private interface Trace<T> {
    T through(ChainReader reader);
  }

  /** Traces live, records that, and leaves a folder behind. */
  private <T> T recorded(Kind kind, Trace<T> trace) {
    return recorded(kind, "case", trace);
  }

  private <T> T recorded(Kind kind, String name, Trace<T> trace) {
    try (LatencyProxy road = played.road(kind);
        EthereumSources sources =
            EthereumSources.open(
                PlayedTheft.settings(
                    road.url(), folder.resolve("cache"), false, OptionalLong.empty()));
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
  @EnumSource(names = {"TRACE_FILTER", "DEBUG", "PLAIN"})
  void trace_packedRunByAllPolicies_tellsTheSame(Kind kind) {
    Map<TaintPolicy, FlowGraph> live = recorded(kind, this::byAll);
    CaseFolder read = CaseFolder.read(target());

    assertThat(read.incident()).isEqualTo(incident);
    assertThat(told(byAll(read.reader()))).isEqualTo(told(live));
  }

  /** The first run has an empty store; what it finds is all that the second needs. */
  @ParameterizedTest
  @EnumSource(names = {"TRACE_FILTER", "DEBUG", "PLAIN"})
  void pack_restsOnFindingsOfAnEarlierRun_namesTheRawAnswersOfThatRun(Kind kind) {
    recorded(kind, "first", this::byAll);
    List<String> first = listed("first");
    recorded(kind, "second", this::byAll);

    assertThat(first)
        .anyMatch(line -> line.startsWith("ethereum,eth_getLogs,"))
        .anyMatch(line -> line.startsWith("ethereum,eth_getBalance,"));
    assertThat(listed("second")).isEqualTo(first);
  }

  @Test
  void trace_recordingWithoutTheThefts_saysWhatItLacks() {
    List<Transfer> asked =
        recorded(Kind.TRACE_FILTER, reader -> reader.history(played.theft().attacker()));
    FlowGraph graph = Traced.by(TaintPolicy.POISON, CaseFolder.read(target()).reader(), incident);

    assertThat(asked).isNotEmpty();
    assertThat(graph.gaps()).anyMatch(gap -> gap.detail().contains("does not hold it"));
    assertThat(graph.ends()).noneMatch(end -> end.kind() == EndKind.HELD);
  }
}
