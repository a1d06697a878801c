package org.spoor.ethereum.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Chain;
import org.web3j.abi.EventEncoder;

/** Selectors are computed from the signatures of the verified contracts. */
class RouterCallsTest {

  private static final String MULE =
      "00000000000000000000000000000000000000000000000000000000deadbeef";
  private static final Address NAMED =
      new Address(Chain.ETHEREUM, "0x00000000000000000000000000000000deadbeef");

  private static String selector(String signature) {
    return EventEncoder.buildEventSignature(signature).substring(2, 10);
  }

  private static String word(long value) {
    return "%064x".formatted(value);
  }

  /** A call with a recipient in the given word, and small numbers in all others. */
  private static String call(String signature, int words, int at, String recipient) {
    StringBuilder text = new StringBuilder(selector(signature));
    for (int i = 0; i < words; i++) {
      text.append(i == at ? recipient : word(7));
    }
    return text.toString();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "swapExactTokensForTokens(uint256,uint256,address[],address,uint256)|3",
        "swapTokensForExactTokens(uint256,uint256,address[],address,uint256)|3",
        "swapExactETHForTokens(uint256,address[],address,uint256)|2",
        "swapTokensForExactETH(uint256,uint256,address[],address,uint256)|3",
        "swapExactTokensForETH(uint256,uint256,address[],address,uint256)|3",
        "swapETHForExactTokens(uint256,address[],address,uint256)|2",
        "swapExactTokensForTokensSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)|3",
        "swapExactETHForTokensSupportingFeeOnTransferTokens(uint256,address[],address,uint256)|2",
        "swapExactTokensForETHSupportingFeeOnTransferTokens(uint256,uint256,address[],address,uint256)|3",
        "swapExactTokensForTokens(uint256,uint256,address[],address)|3",
        "swapTokensForExactTokens(uint256,uint256,address[],address)|3",
        "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))|3",
        "exactOutputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))|3",
        "exactInputSingle((address,address,uint24,address,uint256,uint256,uint160))|3",
        "exactOutputSingle((address,address,uint24,address,uint256,uint256,uint160))|3",
        "swap(address,(address,address,address,address,uint256,uint256,uint256),bytes,bytes)|4",
        "swap(address,(address,address,address,address,uint256,uint256,uint256),bytes)|4",
        "unoswapTo(address,address,uint256,uint256,uint256[])|0",
        "uniswapV3SwapTo(address,uint256,uint256,uint256[])|0",
        "swapExactAmountIn(address,(address,address,uint256,uint256,uint256,bytes32,address),uint256,bytes,bytes)|7",
        "swapExactAmountOut(address,(address,address,uint256,uint256,uint256,bytes32,address),uint256,bytes,bytes)|7"
      })
  void recipient_ofASwapWithAPlainArgument_isRead(String signature, int at) {
    assertThat(RouterCalls.recipient(bytes(call(signature, 12, at, MULE)))).contains(NAMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exactInput((bytes,address,uint256,uint256,uint256))|0|1",
        "exactOutput((bytes,address,uint256,uint256,uint256))|0|1",
        "exactInput((bytes,address,uint256,uint256))|0|1",
        "exactOutput((bytes,address,uint256,uint256))|0|1",
        "swap(address,(address,address,address,address,uint256,uint256,uint256,bytes),bytes)|1|3",
        "simpleSwap((address,address,uint256,uint256,uint256,address[],bytes,uint256[],uint256[],address,address,uint256,bytes,uint256,bytes16))|0|9",
        "multiSwap((address,uint256,uint256,uint256,address,(address,uint256,(address,uint256,uint256,(uint256,address,uint256,bytes,uint256)[])[])[],address,uint256,bytes,uint256,bytes16))|0|4"
      })
  void recipient_ofASwapWithADynamicTuple_isRead(String signature, int tuple, int at) {
    // Four words of arguments, then the tuple.
    String text = call(signature, 4, tuple, word(4 * 32)) + call("", 12, at, MULE).substring(8);

    assertThat(RouterCalls.recipient(bytes(text))).contains(NAMED);
  }

  private static String padded(String hex) {
    return hex + "0".repeat((64 - hex.length() % 64) % 64);
  }

  /** An array of bytes as contracts encode it: length, offsets, then the elements. */
  private static String array(List<String> elements) {
    StringBuilder heads = new StringBuilder(word(elements.size()));
    StringBuilder tails = new StringBuilder();
    for (String element : elements) {
      heads.append(word(32L * elements.size() + tails.length() / 2));
      tails.append(word(element.length() / 2)).append(padded(element));
    }
    return heads + tails.toString();
  }

  private static byte[] multicall(String... calls) {
    return bytes(selector("multicall(bytes[])") + word(32) + array(List.of(calls)));
  }

  private static String single(String recipient) {
    return call(
        "exactInputSingle((address,address,uint24,address,uint256,uint256,uint256,uint160))",
        8,
        3,
        recipient);
  }

  private static String unwrap(String recipient) {
    return call("unwrapWETH9(uint256,address)", 2, 1, recipient);
  }

  @Test
  void recipient_ofAMulticallThatUnwraps_isWhoIsPaid() {
    assertThat(RouterCalls.recipient(multicall(single(word(0)), unwrap(MULE)))).contains(NAMED);
    assertThat(RouterCalls.recipient(multicall(single(word(99)), unwrap(MULE)))).contains(NAMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unwrapWETH9WithFee(uint256,address,uint256,address)|1",
        "sweepToken(address,uint256,address)|2",
        "sweepTokenWithFee(address,uint256,address,uint256,address)|2"
      })
  void recipient_ofAMulticallThatPaysOut_isWhoIsPaid(String signature, int at) {
    assertThat(RouterCalls.recipient(multicall(single(word(2)), call(signature, 5, at, MULE))))
        .contains(NAMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"multicall(uint256,bytes[])", "multicall(bytes32,bytes[])"})
  void recipient_ofAMulticallWithADeadline_isRead(String signature) {
    String text = selector(signature) + word(1) + word(64) + array(List.of(single(MULE)));

    assertThat(RouterCalls.recipient(bytes(text))).contains(NAMED);
  }

  @Test
  void recipient_ofSwapsForDifferentPeople_isNobody() {
    assertThat(RouterCalls.recipient(multicall(single(MULE), single(word(99))))).isEmpty();
    assertThat(RouterCalls.recipient(multicall(single(MULE), single(word(1))))).isEmpty();
    assertThat(RouterCalls.recipient(multicall(unwrap(MULE)))).isEmpty();
  }

  @Test
  void recipient_thatIsAConstant_isNobody() {
    for (long constant = 0; constant <= 2; constant++) {
      assertThat(RouterCalls.recipient(bytes(single(word(constant))))).isEmpty();
      assertThat(RouterCalls.recipient(multicall(single(word(constant))))).isEmpty();
    }
  }

  private static byte[] universal(String commands, String... inputs) {
    String arguments = word(96) + word(160) + word(1) + word(commands.length() / 2);
    return bytes(
        selector("execute(bytes,bytes[],uint256)")
            + arguments
            + padded(commands)
            + array(List.of(inputs)));
  }

  @Test
  void recipient_ofAUniversalCall_isWhomTheSwapOrThePaymentNames() {
    String bought = MULE + word(7);
    String kept = word(2) + word(7);

    assertThat(RouterCalls.recipient(universal("00", bought))).contains(NAMED);
    assertThat(RouterCalls.recipient(universal("8a08", word(5), bought))).contains(NAMED);
    assertThat(RouterCalls.recipient(universal("000c", kept, bought))).contains(NAMED);
    assertThat(RouterCalls.recipient(universal("0904", kept, word(7) + MULE + word(7))))
        .contains(NAMED);
    assertThat(RouterCalls.recipient(universal("0b08", kept, word(1) + word(7)))).isEmpty();
    assertThat(RouterCalls.recipient(universal("0008", bought))).isEmpty();
    assertThat(
            RouterCalls.recipient(
                bytes(
                    selector("execute(bytes,bytes[])")
                        + word(64)
                        + word(128)
                        + word(1)
                        + padded("01")
                        + array(List.of(bought)))))
        .contains(NAMED);
  }

  @Test
  void recipient_ofAnUnknownFunction_isNobody() {
    assertThat(RouterCalls.recipient(bytes(call("transfer(address,uint256)", 2, 0, MULE))))
        .isEmpty();
    assertThat(RouterCalls.recipient(new byte[0])).isEmpty();
    assertThat(RouterCalls.recipient(new byte[] {1, 2, 3})).isEmpty();
  }

  /** Cut anywhere, or with any word blown up, a call is read or not, and breaks nothing. */
  @Test
  void recipient_ofMalformedData_breaksNothing() {
    List<byte[]> calls = new ArrayList<>();
    calls.add(bytes(single(MULE)));
    calls.add(multicall(single(word(0)), unwrap(MULE)));
    calls.add(universal("000c", word(2) + word(7), MULE + word(7)));
    for (byte[] call : calls) {
      assertThat(RouterCalls.recipient(call)).contains(NAMED);
      for (int length = 0; length < call.length; length++) {
        assertThat(RouterCalls.recipient(Arrays.copyOf(call, length))).isIn(none(), named());
      }
      for (int at = 4; at + 32 <= call.length; at += 32) {
        byte[] broken = call.clone();
        Arrays.fill(broken, at, at + 32, (byte) 0xff);
        assertThatCode(() -> RouterCalls.recipient(broken)).doesNotThrowAnyException();
      }
    }
    assertThat(RouterCalls.recipient(Arrays.copyOf(calls.getFirst(), 4 + 3 * 32 + 31))).isEmpty();
  }

  private static Optional<Address> none() {
    return Optional.empty();
  }

  private static Optional<Address> named() {
    return Optional.of(NAMED);
  }
}
