package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.app.live.Surroundings;
import org.spoor.kit.MemoryLedger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class SourcesCommandTest {

  private final Surroundings node = LedgerSources.around(new MemoryLedger());

  @TempDir private Path folder = Path.of("");

  @Test
  void sources_nothingConfigured_saysWhatToAddAndAsksNobody() {
    Answer answer = Answer.to("sources");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("nobody is asked anything", "/nobody/.config/spoor/sources.yaml")
        .contains("kind: node", "SPOOR_ETHEREUM_URL=", "docs/sources.md");
  }

  @Test
  void sources_node_tellsWhatItCanDoAndNoKey() {
    Answer answer = Answer.in(node, "sources");
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .contains("SPOOR_ETHEREUM_URL  node  127.0.0.1:8545")
        .contains("Ledger/1.0: logs, trace_filter; missing: old")
        .doesNotContain("secret");
  }

  @Test
  void sources_oneDoesNotAnswer_showsTheOthersAndEndsWithCode3() {
    Answer answer = Answer.in(two(), "sources");
    assertThat(answer.code()).isEqualTo(3);
    assertThat(answer.out())
        .contains("mine", "Ledger/1.0", "CANNOT BE USED: no connection")
        .doesNotContain("hush");
    assertThat(answer.err()).isEqualTo("spoor: 1 of 2 endpoints cannot be used: silent\n");
  }

  @Test
  void sources_json_hasAnObjectPerEndpointAndNoKey() {
    Answer answer = Answer.in(two(), "sources", "--json");
    JsonNode result = JsonMapper.shared().readTree(answer.out());
    assertThat(answer.code()).isEqualTo(3);
    assertThat(result.at("/0/can").toString()).isEqualTo("[\"logs\",\"trace_filter\"]");
    assertThat(result.at("/0/head/height").asLong()).isEqualTo(20);
    assertThat(result.at("/1/usable").asBoolean()).isFalse();
    assertThat(result.at("/1/why").asString()).isEqualTo("no connection");
    assertThat(answer.out()).doesNotContain("hush");
  }

  @Test
  void sources_nothingConfigured_jsonIsEmpty() {
    assertThat(JsonMapper.shared().readTree(Answer.to("sources", "--json").out()).size()).isZero();
  }

  @Test
  void cache_tellsItsSizeAndPlace() {
    assertThat(Answer.in(node, "sources", "cache").out())
        .isEqualTo("1,234 answers, 56,789 bytes, in /nobody/ethereum-answers.db\n");
  }

  @ParameterizedTest
  @CsvSource({"--all,'1,234'", "--older-than=3,34"})
  void prune_forgetsWhatIsMeant(String option, String forgotten) {
    assertThat(Answer.in(node, "sources", "prune", option).out())
        .isEqualTo(forgotten + " answers forgotten, 1,234 kept\n");
  }

  private Surroundings two() {
    TinyCase.write(
        folder,
        "sources.yaml",
        """
        ethereum:
          - {name: mine, kind: node, url: "https://node.example/v2/hush"}
          - {name: silent, kind: explorer, url: "https://explorer.example/api"}
        """);
    return LedgerSources.around(new MemoryLedger(), folder);
  }
}
