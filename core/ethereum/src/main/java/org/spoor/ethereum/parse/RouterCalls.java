package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.value.Address;

/**
 * Reads out of a call of a well-known exchange router who is to get what is bought: Uniswap V2 and
 * its like, V3 with its multicalls, the Universal Router, 1inch from v4 on, ParaSwap v5 and v6.
 *
 * <p>The call says who is named, not that the contract called is a router, or that anything was
 * bought: what moved has to bear it out.
 */
public final class RouterCalls {

  /** Up to here addresses stand for the caller, or the router itself. */
  private static final BigInteger LAST_CONSTANT = BigInteger.TWO;

  private static final int SELECTOR = 4;

  private static final int UNIVERSAL_SWAPS_V3_IN = 0x00;
  private static final int UNIVERSAL_SWAPS_V3_OUT = 0x01;
  private static final int UNIVERSAL_SWEEP = 0x04;
  private static final int UNIVERSAL_SWAPS_V2_IN = 0x08;
  private static final int UNIVERSAL_SWAPS_V2_OUT = 0x09;
  private static final int UNIVERSAL_UNWRAP = 0x0c;

  /** The lower bits of a command of the Universal Router; the highest lets it fail. */
  private static final int UNIVERSAL_COMMAND = 0x3f;

  /** The word of the arguments in which the recipient stands. */
  private static final Map<String, Integer> WORD = new HashMap<>();

  /** The word of a tuple in which the recipient stands, and the argument that is the tuple. */
  private static final Map<String, Member> MEMBER = new HashMap<>();

  /** The word of the arguments in which the recipient of what the router holds stands. */
  private static final Map<String, Integer> PAYMENT = new HashMap<>();

  /** The argument that is the list of calls. */
  private static final Map<String, Integer> MULTICALL = new HashMap<>();

  private static final Set<String> UNIVERSAL = Set.of("3593564c", "24856bc3");

  private record Member(int tuple, int word) {}

  static {
    // Uniswap V2: swapExactTokensForTokens and its kin; SwapRouter02 has two without deadline.
    List.of(
            "38ed1739",
            "8803dbee",
            "4a25d94a",
            "18cbafe5",
            "5c11d795",
            "791ac947",
            "472b43f3",
            "42712a67")
        .forEach(selector -> WORD.put(selector, 3));
    List.of("7ff36ab5", "fb3bdb41", "b6f9de95").forEach(selector -> WORD.put(selector, 2));
    // Uniswap V3: exactInputSingle and exactOutputSingle of both routers.
    List.of("414bf389", "db3e2198", "04e45aaf", "5023b4df")
        .forEach(selector -> WORD.put(selector, 3));
    // exactInput and exactOutput of both routers.
    List.of("c04b8d59", "f28c0498", "b858183f", "09b81346")
        .forEach(selector -> MEMBER.put(selector, new Member(0, 1)));
    // unwrapWETH9, unwrapWETH9WithFee, sweepToken, sweepTokenWithFee.
    PAYMENT.put("49404b7c", 1);
    PAYMENT.put("9b2c0a37", 1);
    PAYMENT.put("df2ab5bb", 2);
    PAYMENT.put("e0e189a0", 2);
    MULTICALL.put("ac9650d8", 0);
    MULTICALL.put("5ae401dc", 1);
    MULTICALL.put("1f0464d1", 1);
    // 1inch: swap of v4, v5, v6; unoswapTo and uniswapV3SwapTo of v5.
    MEMBER.put("7c025200", new Member(1, 3));
    WORD.put("12aa3caf", 4);
    WORD.put("07ed2379", 4);
    WORD.put("f78dc253", 0);
    WORD.put("bc80f1a8", 0);
    // ParaSwap: simpleSwap and multiSwap of v5, swapExactAmountIn and swapExactAmountOut of v6.
    MEMBER.put("54e3f31b", new Member(0, 9));
    MEMBER.put("a94e78ef", new Member(0, 4));
    WORD.put("e3ead59e", 7);
    WORD.put("7f457675", 7);
  }

  private RouterCalls() {}

  /**
   * Whom a call names as the one recipient of what is bought.
   *
   * @param input a transaction's input data
   * @return nothing if the function is not known, the data are malformed, the recipient is the
   *     caller without being named, or there are several
   */
  public static Optional<Address> recipient(byte[] input) {
    String selector = selector(input);
    if (MULTICALL.containsKey(selector)) {
      return arguments(input)
          .arrayOfBytes(MULTICALL.get(selector))
          .flatMap(RouterCalls::recipientOfAll);
    }
    if (UNIVERSAL.contains(selector)) {
      return universal(arguments(input));
    }
    return named(input, selector).filter(RouterCalls::isAddress);
  }

  private static String selector(byte[] input) {
    return input.length < SELECTOR ? "" : HexFormat.of().formatHex(input, 0, SELECTOR);
  }

  private static Arguments arguments(byte[] input) {
    return new Arguments(Arrays.copyOfRange(input, SELECTOR, input.length));
  }

  /** The word for the recipient in a single swap, constant or not. */
  private static Optional<Address> named(byte[] input, String selector) {
    if (WORD.containsKey(selector)) {
      return arguments(input).address(WORD.get(selector));
    }
    if (MEMBER.containsKey(selector)) {
      Member member = MEMBER.get(selector);
      return arguments(input).inside(member.tuple()).flatMap(tuple -> tuple.address(member.word()));
    }
    return Optional.empty();
  }

  private static Optional<Address> recipientOfAll(List<byte[]> calls) {
    List<Optional<Address>> swaps = new ArrayList<>();
    List<Optional<Address>> payments = new ArrayList<>();
    for (byte[] call : calls) {
      String selector = selector(call);
      if (PAYMENT.containsKey(selector)) {
        payments.add(arguments(call).address(PAYMENT.get(selector)));
      } else if (WORD.containsKey(selector) || MEMBER.containsKey(selector)) {
        swaps.add(named(call, selector));
      }
    }
    return theOne(swaps, payments);
  }

  private static Optional<Address> universal(Arguments arguments) {
    Optional<byte[]> commands = arguments.bytes(0);
    Optional<List<byte[]>> inputs = arguments.arrayOfBytes(1);
    if (commands.isEmpty() || inputs.isEmpty() || commands.get().length != inputs.get().size()) {
      return Optional.empty();
    }
    List<Optional<Address>> swaps = new ArrayList<>();
    List<Optional<Address>> payments = new ArrayList<>();
    for (int i = 0; i < commands.get().length; i++) {
      Arguments own = new Arguments(inputs.get().get(i));
      switch (commands.get()[i] & UNIVERSAL_COMMAND) {
        case UNIVERSAL_SWAPS_V3_IN,
            UNIVERSAL_SWAPS_V3_OUT,
            UNIVERSAL_SWAPS_V2_IN,
            UNIVERSAL_SWAPS_V2_OUT ->
            swaps.add(own.address(0));
        case UNIVERSAL_UNWRAP -> payments.add(own.address(0));
        case UNIVERSAL_SWEEP -> payments.add(own.address(1));
        default -> {
          // Permits, fees, and whatever else moves nothing that was bought to its buyer.
        }
      }
    }
    return theOne(swaps, payments);
  }

  /** What the router pays out at the end it has bought for itself before. */
  private static Optional<Address> theOne(
      List<Optional<Address>> swaps, List<Optional<Address>> payments) {
    Set<Optional<Address>> named = new LinkedHashSet<>(payments.isEmpty() ? swaps : payments);
    return swaps.isEmpty() || named.size() != 1
        ? Optional.empty()
        : named.iterator().next().filter(RouterCalls::isAddress);
  }

  private static boolean isAddress(Address address) {
    return new BigInteger(address.text().substring(2), 16).compareTo(LAST_CONSTANT) > 0;
  }
}
