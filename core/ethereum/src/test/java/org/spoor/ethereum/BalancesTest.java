package org.spoor.ethereum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import tools.jackson.databind.node.StringNode;

final class BalancesTest {

  private static final Address GONE = new Address(Chain.ETHEREUM, "0x" + "11".repeat(20));
  private static final Address PLAIN = new Address(Chain.ETHEREUM, "0x" + "22".repeat(20));

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
    return new Balances(node, new Views(node)).contracts(Map.of(GONE, heights, PLAIN, heights));
  }

  @Test
  void contracts_goneByTheEnd_areFoundWhereTheyWere() {
    assertThat(contracts(Set.of(6L, 7L, 9L))).containsExactly(GONE);
    assertThat(contracts(Set.of(6L, 9L))).isEmpty();
  }
}
