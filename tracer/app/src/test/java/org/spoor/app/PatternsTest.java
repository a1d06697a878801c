package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.spoor.app.report.AssetNames;
import org.spoor.app.report.IcuConfusables;
import org.spoor.app.report.TraceReport;
import org.spoor.app.result.ResultFile;
import org.spoor.engine.taint.TaintPolicy;
import org.spoor.engine.trace.FeeMode;
import org.spoor.engine.trace.StopRules;
import org.spoor.engine.trace.TraceListener;
import org.spoor.engine.trace.TraceRequest;
import org.spoor.engine.trace.Tracer;
import org.spoor.kit.Scenarios;
import org.spoor.model.flow.FlowGraph;
import org.spoor.model.incident.EvidenceClass;
import org.spoor.recorded.CaseFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How CoinJoins, clusters and peel chains are told. */
final class PatternsTest {

  private final CaseFolder folder = CaseFolder.read(Scenarios.folder("utxo-patterns"));

  @TempDir private Path temp = Path.of("");

  private FlowGraph trace(StopRules rules) {
    TraceRequest request =
        new TraceRequest(
            List.of(folder.incident()),
            TaintPolicy.FIFO,
            FeeMode.SINK,
            rules,
            EvidenceClass.CANDIDATE);
    return new Tracer(folder.reader(), folder.attributions(), text -> text, TraceListener.NONE)
        .trace(request);
  }

  private String json(FlowGraph graph) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultFile.Title title =
        new ResultFile.Title(
            graph.incidents(), false, "1.0", asset -> folder.reader().describe(asset));
    try (ResultFile file = ResultFile.on(out, title)) {
      file.run(graph);
      file.complete(Map.of());
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void result_isTheGoldenJson() {
    String json = json(trace(StopRules.SERVICES_ONLY));

    assertThat(json).isEqualTo(Golden.text("result/patterns.json", json));
  }

  @Test
  void result_endInACoinJoin_namesItAndItsCandidates() {
    JsonNode result = JsonMapper.shared().readTree(json(trace(StopRules.SERVICES_ONLY)));

    assertThat(result.at("/coinJoins/1/candidates/0/odds").asString()).isEqualTo("1/5");
    assertThat(result.at("/coinJoins/1/candidates/0/outputs").size()).isEqualTo(5);
    assertThat(result.get("ends").valueStream())
        .filteredOn(end -> end.get("kind").asString().equals("COINJOIN"))
        .extracting(end -> end.at("/coinJoin/tx").asString())
        .containsExactlyInAnyOrder("simple-coinjoin", "pool-round");
  }

  @Test
  void result_throughCoinJoins_hasCandidateEdgesAndNoSuchEnd() {
    JsonNode result =
        JsonMapper.shared().readTree(json(trace(StopRules.SERVICES_ONLY.throughCoinJoins())));

    assertThat(result.get("ends").valueStream())
        .noneMatch(end -> end.get("kind").asString().equals("COINJOIN"));
    assertThat(result.get("edges").valueStream())
        .filteredOn(edge -> edge.get("tx").asString().equals("pool-round"))
        .isNotEmpty()
        .allMatch(edge -> edge.get("class").asString().equals("CANDIDATE"));
    assertThat(result.at("/coinJoins/0/followed").asBoolean()).isTrue();
  }

  @Test
  void trace_throughCoinJoin_isAnOption() {
    String path = Scenarios.asOf(999, "utxo-patterns", temp).toString();

    Answer ending = Answer.to("trace", path, "--no-store", "--json", "-");
    Answer through = Answer.to("trace", path, "--no-store", "--json", "-", "--through-coinjoin");

    assertThat(ending.out()).contains("\"COINJOIN\"").doesNotContain("throughCoinJoins");
    assertThat(through.code()).isZero();
    assertThat(through.out())
        .contains("\"throughCoinJoins\": \"true\"", "\"CANDIDATE\"")
        .doesNotContain("\"COINJOIN\"");
  }

  @Test
  void trace_joinChange_isAnOptionThatShowsItsReasons() {
    String path = Scenarios.asOf(999, "utxo-patterns", temp).toString();

    Answer alone = Answer.to("trace", path, "--no-store");
    Answer joined = Answer.to("trace", path, "--no-store", "--join-change");
    JsonNode json =
        JsonMapper.shared()
            .readTree(Answer.to("trace", path, "--no-store", "--json", "-", "--join-change").out());

    assertThat(alone.out()).contains("CLUSTERS").doesNotContain("JOINED BY CHANGE");
    assertThat(joined.out())
        .contains(
            "10 of 10 unions by change",
            "JOINED BY CHANGE (weaker evidence, as --join-change asks)",
            "1  mPeel, mOwn0 in peel-0; output 0: it alone is no multiple of 1000000 sat");
    assertThat(json.at("/request/joinChange").asString()).isEqualTo("true");
    assertThat(json.at("/clusters/0/links/0/by").asString()).isEqualTo("CHANGE");
    assertThat(json.at("/clusters/0/links/0/votes/0/heuristic").asString())
        .isEqualTo("ROUND_AMOUNT");
    assertThat(json.at("/clusters/1/links/0").has("by")).isFalse();
  }

  @Test
  void report_isTheGoldenText() {
    AssetNames names =
        new AssetNames(
            List.of(folder.incident()),
            asset -> folder.reader().describe(asset),
            new IcuConfusables());
    List<String> lines = new TraceReport(names, 100, 25).of(trace(StopRules.SERVICES_ONLY));

    assertThat(String.join("\n", lines) + "\n")
        .isEqualTo(Golden.text("report/patterns.txt", lines));
  }
}
