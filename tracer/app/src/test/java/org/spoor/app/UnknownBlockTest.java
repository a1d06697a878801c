package org.spoor.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An incident whose recorded transactions state no block. */
final class UnknownBlockTest {

  @Test
  void trace_noHeights_saysThatTheBlockIsUnknown() {
    assertThat(Answer.to("trace", "dmm-2024", "--no-store").out())
        .contains("bitcoin block unknown (2024-05-31T04:26:00Z)")
        .doesNotContain("block 0");
  }

  @Test
  void trace_noHeights_haveNoNumbersInTheJson() {
    Answer answer = Answer.to("trace", "dmm-2024", "--no-store", "--json", "-");
    JsonNode result = JsonMapper.shared().readTree(answer.out());

    assertThat(result.at("/asOf/0/height").isNull()).isTrue();
    assertThat(result.at("/edges/0/position/height").isNull()).isTrue();
    assertThat(result.at("/edges/0/position/transaction").isNull()).isTrue();
    assertThat(result.at("/edges/0/position/event").isNumber()).isTrue();
  }
}
