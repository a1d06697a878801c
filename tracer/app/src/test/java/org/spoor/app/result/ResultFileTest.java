package org.spoor.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.app.Golden;
import org.spoor.app.SampleGraph;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.model.SpoorException;
import org.spoor.model.flow.Conservation;
import org.spoor.model.flow.EndKind;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.value.Amount;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ResultFileTest {

  private static final FlowGraph GRAPH = SampleGraph.graph();

  @TempDir private Path folder = Path.of("");

  @Test
  void run_sample_isTheGoldenJson() {
    String json = json(GRAPH);
    assertThat(json).isEqualTo(Golden.text("result/sample.json", json));
  }

  @Test
  void run_sample_isJsonWithAmountsAsTexts() {
    JsonNode result = JsonMapper.shared().readTree(json(GRAPH));
    assertThat(result.at("/conservation/2/seeded").asString()).isEqualTo("10000000000000000000");
    assertThat(result.at("/conservation/2/exact").asBoolean()).isTrue();
    assertThat(result.at("/edges/2/spent/0").asString()).isEqualTo("9".repeat(64) + ":1");
    assertThat(result.at("/ends/4/addressKind").asString()).isEqualTo("FEE");
  }

  @Test
  void run_poison_carriesItsAmplification() {
    Conservation statement =
        new Conservation(
            "sample-2025",
            SampleGraph.ETH,
            Amount.of(10),
            Amount.ZERO,
            Map.of(EndKind.HELD, Amount.of(15)),
            Optional.of(Amount.of(15)));
    JsonNode told =
        JsonMapper.shared().readTree(json(withStatement(statement))).at("/conservation/0");
    assertThat(told.at("/exact").asBoolean()).isFalse();
    assertThat(told.at("/tainted").asString()).isEqualTo("15");
    assertThat(told.at("/amplification").asString()).isEqualTo("15/10");
  }

  @Test
  void complete_severalRuns_isTheGoldenJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<EndTotal> ends = EndTotal.of(GRAPH.ends());
    try (ResultFile file = ResultFile.on(out, title(true))) {
      file.run(GRAPH);
      file.run(GRAPH);
      file.complete(Map.of(TaintPolicy.FIFO, ends, TaintPolicy.LIFO, List.of()));
    }
    String json = out.toString(StandardCharsets.UTF_8);
    assertThat(json).isEqualTo(Golden.text("result/several.json", json));
    assertThat(JsonMapper.shared().readTree(json).at("/runs").size()).isEqualTo(2);
  }

  @Test
  void complete_file_appearsWholeAndLeavesNothingBeside() throws IOException {
    Path target = folder.resolve("result.json");
    try (ResultFile file = ResultFile.at(target, title(false))) {
      file.run(GRAPH);
      assertThat(target).doesNotExist();
      file.complete(Map.of());
    }
    assertThat(Files.readString(target)).isEqualTo(json(GRAPH));
    assertThat(folder).isDirectoryContaining("glob:**/result.json");
    assertThat(listing()).containsExactly(target);
  }

  @Test
  void close_incomplete_keepsWhatWasThereBefore() throws IOException {
    Path target = Files.writeString(folder.resolve("result.json"), "before");
    try (ResultFile file = ResultFile.at(target, title(false))) {
      file.run(GRAPH);
    }
    assertThat(target).hasContent("before");
    assertThat(listing()).containsExactly(target);
  }

  @Test
  void at_folderThatIsNot_isInvalidInput() {
    Path target = folder.resolve("none/result.json");
    assertThatThrownBy(() -> ResultFile.at(target, title(false)))
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.INVALID_INPUT))
        .hasMessageContaining(target.toString());
  }

  @Test
  void run_streamThatFails_isUnavailable() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    ResultFile file = ResultFile.on(full, title(false));
    assertThatThrownBy(
            () -> {
              file.run(GRAPH);
              file.complete(Map.of());
            })
        .isInstanceOfSatisfying(
            SpoorException.class,
            e -> assertThat(e.kind()).isEqualTo(SpoorException.Kind.UNAVAILABLE))
        .hasMessageContaining("No space left on device");
  }

  private List<Path> listing() throws IOException {
    try (var files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static String json(FlowGraph graph) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ResultFile file = ResultFile.on(out, title(false))) {
      file.run(graph);
      file.complete(Map.of());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ResultFile.Title title(boolean several) {
    return new ResultFile.Title(GRAPH.incidents(), several, "1.0", SampleGraph::describe);
  }

  private static FlowGraph withStatement(Conservation statement) {
    return new FlowGraph(
        GRAPH.incidents(),
        "POISON",
        GRAPH.request(),
        GRAPH.inputs(),
        GRAPH.heads(),
        List.of(statement),
        GRAPH.ends(),
        GRAPH.edges(),
        GRAPH.rejected(),
        GRAPH.flagged(),
        GRAPH.gaps(),
        GRAPH.assets(),
        GRAPH.attributions());
  }
}
