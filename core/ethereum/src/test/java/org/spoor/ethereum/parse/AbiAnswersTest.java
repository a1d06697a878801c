package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.spoor.ethereum.parse.Answer.assertMalformed;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.spoor.model.value.Amount;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

final class AbiAnswersTest {

  private static final String OFFSET = "0".repeat(62) + "20";

  @Test
  void callData_isThatOfTheSignatures() {
    assertThat(AbiAnswers.SYMBOL).isEqualTo(encoded("symbol"));
    assertThat(AbiAnswers.DECIMALS).isEqualTo(encoded("decimals"));
    assertThat(AbiAnswers.balanceOf(Answer.address("a1")))
        .isEqualTo(
            FunctionEncoder.encode(
                new Function(
                    "balanceOf",
                    List.of(new org.web3j.abi.datatypes.Address(Answer.address("a1").text())),
                    List.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"USDC", "ТЕТНЕR", "a symbol of more than thirty-two bytes"})
  void text_string_isAsWritten(String symbol) {
    assertThat(AbiAnswers.text(string(symbol))).contains(symbol);
  }

  @Test
  void text_bytes32_isReadToItsPadding() {
    assertThat(AbiAnswers.text(result(padded("4d4b52")))).contains("MKR");
  }

  @Test
  void text_wordThatIsNoText_isAbsent() {
    assertThat(AbiAnswers.text(result(padded("")))).isEmpty();
    assertThat(AbiAnswers.text(result("f".repeat(64)))).isEmpty();
    assertThat(AbiAnswers.text(result(""))).isEmpty();
    assertThat(AbiAnswers.text(result("4d4b52"))).isEmpty();
  }

  @Test
  void text_lengthBeyondTheAnswer_isAbsent() {
    assertThat(AbiAnswers.text(result(OFFSET + "f".repeat(64)))).isEmpty();
    assertThat(AbiAnswers.text(result("f".repeat(128)))).isEmpty();
    assertThat(AbiAnswers.text(result(OFFSET + "0".repeat(62) + "05" + "41424344"))).isEmpty();
    assertThat(AbiAnswers.text(result("0".repeat(62) + "40" + "0".repeat(64)))).isEmpty();
  }

  @Test
  void text_withoutPadding_isRead() {
    assertThat(AbiAnswers.text(result(OFFSET + "0".repeat(62) + "04" + "41424344")))
        .contains("ABCD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "A\nB", "A\u001b[2J", "A\u202eB", "A\u2028B", "A\u0000"})
  void text_illegible_isAbsent(String symbol) {
    assertThat(AbiAnswers.text(string(symbol))).isEmpty();
  }

  @Test
  void text_longerThanAName_isAbsent() {
    assertThat(AbiAnswers.text(string("é".repeat(100)))).isPresent();
    assertThat(AbiAnswers.text(string("é".repeat(101)))).isEmpty();
  }

  @Test
  void decimals_ofReach_areRead() {
    assertThat(AbiAnswers.decimals(result(number(0)))).hasValue(0);
    assertThat(AbiAnswers.decimals(result(number(77)))).hasValue(77);
    assertThat(AbiAnswers.decimals(result(number(78)))).isEmpty();
    assertThat(AbiAnswers.decimals(result("f".repeat(64)))).isEmpty();
    assertThat(AbiAnswers.decimals(result(""))).isEmpty();
  }

  @Test
  void amount_word_isRead() {
    assertThat(AbiAnswers.amount(result("f".repeat(64))))
        .contains(Amount.of(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
    assertThat(AbiAnswers.amount(result(number(5) + number(6)))).contains(Amount.of(5));
    assertThat(AbiAnswers.amount(result("05"))).isEmpty();
  }

  @Test
  void answers_thatAreNoBytes_areRefused() {
    assertMalformed(
        () -> AbiAnswers.text(StringNode.valueOf("0x123")),
        "result is '0x123', expected bytes of 0x and pairs of hexadecimal digits");
  }

  private static String encoded(String function) {
    return FunctionEncoder.encode(new Function(function, List.of(), List.of()));
  }

  private static JsonNode string(String text) {
    return result(OFFSET + TypeEncoder.encode(new Utf8String(text)));
  }

  private static String number(long number) {
    return TypeEncoder.encode(new Uint256(number));
  }

  private static String padded(String hex) {
    return hex + "0".repeat(64 - hex.length());
  }

  private static JsonNode result(String hex) {
    return StringNode.valueOf("0x" + hex);
  }
}
