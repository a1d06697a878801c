package org.spoor.ethereum.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Endpoint.KeyPlace;
import org.spoor.endpoint.Reply;
import org.spoor.model.SpoorException;
import tools.jackson.databind.node.StringNode;

final class ExplorerNodeTest {

  private static final String ANN = StandInExplorer.ANN.text();

  private static Reply ask(StandInExplorer explorer, String method, Object... params) {
    return new ExplorerNode(explorer.client(KeyPlace.QUERY))
        .ask(List.of(new Call(method, List.of(params), false)))
        .getFirst();
  }

  private static Reply result(String text) {
    return new Reply.Result(StringNode.valueOf(text));
  }

  @Test
  void ask_view_isPassedOnAsOfItsBlock() {
    try (StandInExplorer explorer =
        new StandInExplorer(1).saysFirst("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x07\"}")) {
      assertThat(ask(explorer, "eth_call", Map.of("to", ANN, "data", "0x01"), "0x64"))
          .isEqualTo(result("0x07"));
      assertThat(explorer.asked().getFirst())
          .containsEntry("module", "proxy")
          .containsEntry("action", "eth_call")
          .containsEntry("to", ANN)
          .containsEntry("data", "0x01")
          .containsEntry("tag", "0x64");
    }
  }

  @Test
  void ask_balance_isThatOfItsBlock() {
    try (StandInExplorer explorer =
        new StandInExplorer(1)
            .saysFirst("{\"status\":\"1\",\"message\":\"OK\",\"result\":\"1000\"}")) {
      assertThat(ask(explorer, "eth_getBalance", ANN, "0x64")).isEqualTo(result("0x3e8"));
      assertThat(explorer.asked().getFirst())
          .containsEntry("action", "balancehistory")
          .containsEntry("blockno", "100");
    }
  }

  @Test
  void ask_balanceWithoutItsHistory_isRefused() {
    try (StandInExplorer explorer =
        new StandInExplorer(1)
            .saysFirst(
                "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"an API Pro endpoint\"}")) {
      assertThat(ask(explorer, "eth_getBalance", ANN, "0x64"))
          .isEqualTo(new Reply.Refusal(-32000, "NOTOK: an API Pro endpoint"));
    }
  }

  @Test
  void ask_otherMethods_areRefusedWithoutAsking() {
    try (StandInExplorer explorer = new StandInExplorer(1)) {
      assertThat(ask(explorer, "trace_filter")).isInstanceOf(Reply.Refusal.class);
      assertThat(ask(explorer, "eth_chainId")).isEqualTo(result("0x1"));
      assertThat(explorer.asked()).isEmpty();
    }
  }

  @Test
  void ask_errorOfTheNodeBehind_isARefusal() {
    try (StandInExplorer explorer =
        new StandInExplorer(1)
            .saysFirst(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":3,\"message\":\"execution reverted\"}}")) {
      assertThat(ask(explorer, "eth_call", Map.of("to", ANN, "data", "0x01"), "0x64"))
          .isEqualTo(new Reply.Refusal(-32000, "execution reverted"));
    }
  }

  @Test
  void ask_tooOften_isAskedAgainAfterARest() {
    try (StandInExplorer explorer =
        new StandInExplorer(1)
            .saysFirst(
                "{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Max calls per sec rate limit reached (3/sec)\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x\"}")) {
      assertThat(ask(explorer, "eth_getCode", ANN, "0x64")).isEqualTo(result("0x"));
      assertThat(explorer.asked()).hasSize(2);
    }
  }

  @Test
  void ask_withAnInvalidKey_saysSo() {
    try (StandInExplorer explorer =
        new StandInExplorer(1)
            .saysFirst("{\"status\":\"0\",\"message\":\"NOTOK\",\"result\":\"Invalid API Key\"}")) {
      assertThatThrownBy(() -> ask(explorer, "eth_getCode", ANN, "0x64"))
          .isInstanceOf(SpoorException.class)
          .hasMessage("stand-in: eth_getCode: NOTOK: Invalid API Key");
    }
  }
}
