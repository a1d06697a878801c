package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.BlockHeader;
import org.spoor.ethereum.parse.Blocks;
import org.spoor.ethereum.source.Span;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

final class BalancesTest {

  private static final Address GONE = new Address(Chain.ETHEREUM, "0x" + "11".repeat(20));
  private static final Address PLAIN = new Address(Chain.ETHEREUM, "0x" + "22".repeat(20));

  private static final BlockHeader HEAD = header("b");

  private static BlockHeader header(String digit) {
    return Blocks.header(block(digit));
  }

  private static JsonNode block(String digit) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("number", "0x9")
        .put("hash", "0x" + digit.repeat(64))
        .put("timestamp", "0x1")
        .put("miner", PLAIN.text());
  }

  /** A node whose last block may be another than the run is pinned to. */
  private record Heads(String digit) implements Node {

    @Override
    public String name() {
      return "heads";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      return calls.stream().<Reply>map(call -> new Reply.Result(reply(call))).toList();
    }

    private JsonNode reply(Call call) {
      return call.method().equals("eth_getBalance") ? StringNode.valueOf("0x5") : block(digit);
    }
  }

  private static Map<Address, Balances.Pair> held(Node node) {
    return new Balances(node, new Views(node), HEAD).ofEther(Set.of(PLAIN), new Span(3, 9));
  }

  @Test
  void ofEther_lastBlockIsAnother_isRefused() {
    assertThat(held(new Heads("b"))).containsOnlyKeys(PLAIN);
    assertThatThrownBy(() -> held(new Heads("c")))
        .isInstanceOf(SpoorException.class)
        .hasMessage(
            "heads: block 9 is 0x%s, but was final as 0x%s"
                .formatted("c".repeat(64), "b".repeat(64)));
  }

  /** One contract has code after block 7 alone. */
  private record Codes() implements Node {

    @Override
    public String name() {
      return "codes";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      return calls.stream().map(Codes::reply).toList();
    }

    private static Reply reply(Call call) {
      boolean isCode = call.params().equals(List.of(GONE.text(), "0x7"));
      return new Reply.Result(StringNode.valueOf(isCode ? "0xfe" : "0x"));
    }
  }

  private static Set<Address> contracts(Set<Long> heights) {
    Node node = new Codes();
    return new Balances(node, new Views(node), HEAD)
        .contracts(Map.of(GONE, heights, PLAIN, heights));
  }

  @Test
  void contracts_goneByTheEnd_areFoundWhereTheyWere() {
    assertThat(contracts(Set.of(6L, 7L, 9L))).containsExactly(GONE);
    assertThat(contracts(Set.of(6L, 9L))).isEmpty();
  }

  /** What a node puts off is not what a contract does not tell. */
  @ParameterizedTest
  @CsvSource({"-32005, limit exceeded", "-32000, capacity exceeded"})
  void after_refusedForTheMoment_isNotTakenForNoAnswer(int code, String why) {
    Views views = new Views(new Refusing(code, why));
    assertThatThrownBy(
            () -> new Balances(new Refusing(code, why), views, HEAD).after(PLAIN, TOKEN, 9))
        .isInstanceOf(SpoorException.class)
        .hasMessageStartingWith("refusing: eth_call")
        .hasMessageEndingWith(why);
  }

  @ParameterizedTest
  @CsvSource({"3, execution reverted", "-32000, execution aborted (timeout = 5s)", "-32015, odd"})
  void after_contractThatDoesNotTell_isNothing(int code, String why) {
    Views views = new Views(new Refusing(code, why));
    assertThat(new Balances(new Refusing(code, why), views, HEAD).after(PLAIN, TOKEN, 9)).isEmpty();
  }

  private static final Token TOKEN = new Token(GONE);

  /** Refuses all. */
  private record Refusing(int code, String why) implements Node {

    @Override
    public String name() {
      return "refusing";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      return calls.stream().<Reply>map(call -> new Reply.Refusal(code, why)).toList();
    }
  }
}
