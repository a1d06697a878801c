package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two incidents in one trace, each with data of its own. */
final class TracedTogetherTest {

  @TempDir Path folder;

  @Test
  void trace_alsoOnAnotherChain_followsBothOverTheirOwnData() {
    String tiny = TinyCase.in(folder).toString();
    Answer answer = Answer.to("trace", tiny, "--also", "dmm-2024", "--no-store", "--json", "-");
    JsonNode result = JsonMapper.shared().readTree(answer.out());

    assertThat(answer.code()).isZero();
    assertThat(result.at("/asOf"))
        .map(head -> head.at("/chain").asString())
        .containsExactly("bitcoin", "ethereum");
    assertThat(result.at("/edges"))
        .map(edge -> edge.at("/tx").asString())
        .contains("975ec405ac9dc9fa5ab8009d94d6a1fe31dff8a8127ea90d023104e52754e4d7");
    assertThat(result.at("/inputs"))
        .map(input -> input.at("/name").asString())
        .contains("transfers.csv", "dmm-2024/transactions.jsonl")
        .doesNotHaveDuplicates();
    assertThat(result.at("/conservation")).allMatch(sum -> sum.at("/exact").asBoolean());
    assertThat(answer.err()).isEmpty();
  }

  @Test
  void trace_alsoOnTheSameChain_saysWhoseDataAreNotUsed() {
    String tiny = TinyCase.in(folder).toString();
    Answer answer = Answer.to("trace", tiny, "--also", "tutorial-harbour", "--no-store");
    assertThat(answer.code()).isZero();
    assertThat(answer.err())
        .isEqualTo(
            "spoor: tutorial-harbour: its recorded data of ethereum are not used, those of an"
                + " incident named before it are\n");
    assertThat(answer.out()).contains("its recorded data of ethereum are not used");
  }
}
