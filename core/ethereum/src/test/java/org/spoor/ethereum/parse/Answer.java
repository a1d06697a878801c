package org.spoor.ethereum.parse;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.spoor.model.SpoorException;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Party;
import org.spoor.model.value.Token;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of nodes written down in tests, and what they should be read as. */
final class Answer {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Coin ETHER = new Coin(Chain.ETHEREUM);

  private Answer() {}

  /**
   * @param json with ' for ", {@code @a1} for the address that ends in a1, and {@code #7} for the
   *     hash that ends in 7
   */
  static JsonNode of(String json) {
    String text = json.replace('\'', '"');
    text =
        Pattern.compile("@([0-9a-f]{1,40})\\b")
            .matcher(text)
            .replaceAll(m -> address(m.group(1)).text());
    text = Pattern.compile("#([0-9a-f]{1,64})\\b").matcher(text).replaceAll(m -> hash(m.group(1)));
    return MAPPER.readTree(text);
  }

  static Address address(String end) {
    return new Address(Chain.ETHEREUM, "0x" + "0".repeat(40 - end.length()) + end);
  }

  static String hash(String end) {
    return "0x" + "0".repeat(64 - end.length()) + end;
  }

  static Movement ether(Party from, Party to, long wei) {
    return new Movement(from, to, ETHER, Amount.of(wei));
  }

  static Movement ether(String from, String to, long wei) {
    return ether(address(from), address(to), wei);
  }

  static Movement token(Address contract, Party from, Party to, long units) {
    return new Movement(from, to, new Token(contract), Amount.of(units));
  }

  /** Asserts one line of MALFORMED_DATA. */
  static void assertMalformed(ThrowingCallable reading, String line) {
    Consumer<SpoorException> malformed =
        e -> {
          Assertions.assertThat(e.kind()).isEqualTo(SpoorException.Kind.MALFORMED_DATA);
          Assertions.assertThat(e).hasMessage(line);
        };
    Assertions.assertThatThrownBy(reading).isInstanceOfSatisfying(SpoorException.class, malformed);
  }
}
