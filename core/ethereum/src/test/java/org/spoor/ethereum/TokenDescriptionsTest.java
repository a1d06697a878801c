package org.spoor.ethereum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.Reply;
import org.spoor.ethereum.parse.AbiAnswers;
import org.spoor.model.value.Address;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Token;
import tools.jackson.databind.node.StringNode;

final class TokenDescriptionsTest {

  private static final Token SAIL = new Token(new Address(Chain.ETHEREUM, "0x" + "11".repeat(20)));

  /** A contract that knows its symbol alone. */
  private record SymbolAlone() implements Node {

    @Override
    public String name() {
      return "symbols";
    }

    @Override
    public List<Reply> ask(List<Call> calls) {
      return calls.stream().map(SymbolAlone::reply).toList();
    }

    private static Reply reply(Call call) {
      String symbol = HexFormat.of().formatHex("SAIL".getBytes(UTF_8)) + "0".repeat(56);
      return call.params().toString().contains(AbiAnswers.SYMBOL)
          ? new Reply.Result(StringNode.valueOf("0x" + symbol))
          : new Reply.Refusal(3, "execution reverted");
    }
  }

  @Test
  void of_contractWithoutDecimals_isItsSymbolAlone() {
    TokenDescriptions descriptions = new TokenDescriptions(new Views(new SymbolAlone()), 9);
    assertThat(descriptions.of(SAIL))
        .contains(new AssetDescription(SAIL, "SAIL", OptionalInt.empty()));
  }
}
