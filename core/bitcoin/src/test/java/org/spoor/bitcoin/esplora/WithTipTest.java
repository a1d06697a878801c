package org.spoor.bitcoin.esplora;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Reply;
import org.spoor.endpoint.wire.RestNode;

class WithTipTest {

  private static Reply.Refusal refusal(int code, String message) {
    return new Reply.Refusal(code, message);
  }

  @Test
  void fault_answerTooLarge_isToldInItsOwnWords() {
    String message = "HTTP 200 with more than the 100 bytes that are taken";
    assertThat(new WithTip().fault(Paths.standing("00"), refusal(RestNode.TOO_LARGE, message)))
        .contains(message);
  }

  @Test
  void fault_refusal_isToldWithItsStatus() {
    assertThat(new WithTip().fault(Paths.standing("00"), refusal(404, "Block not found")))
        .contains("HTTP 404: Block not found");
  }
}
