package org.spoor.ethereum.parse;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.web3j.abi.FunctionEncoder;
import tools.jackson.databind.JsonNode;

/**
 * What to call token contracts with, and what they answer to {@code eth_call}.
 *
 * <p>A contract answers what it likes: what makes no sense is an absent answer. Only what no node
 * would send, a result that is no bytes, is MALFORMED_DATA.
 */
public final class AbiAnswers {

  /** Call data of {@code symbol()}. */
  public static final String SYMBOL = "0x95d89b41";

  /** Call data of {@code decimals()}. */
  public static final String DECIMALS = "0x313ce567";

  private static final String BALANCE_OF = "0x70a08231";
  private static final int WORD = 32;
  private static final int LONGEST_TEXT = 100;
  private static final BigInteger MOST_DECIMALS = BigInteger.valueOf(77);

  private AbiAnswers() {}

  /** Call data of {@code balanceOf(address)}. */
  public static String balanceOf(Address holder) {
    return FunctionEncoder.encode(
        BALANCE_OF, List.of(new org.web3j.abi.datatypes.Address(holder.text())));
  }

  /**
   * A symbol or name, of contracts that return a string and of old ones that return bytes32.
   *
   * @return as written by the contract, look-alike letters included; empty if it is blank, longer
   *     than 100 characters, not UTF-8, or has characters that break or turn a line
   */
  public static Optional<String> text(JsonNode result) {
    byte[] bytes = bytes(result);
    return textBytes(bytes).flatMap(AbiAnswers::decoded).filter(AbiAnswers::isLegible);
  }

  /** From 0 to 77, beyond which no amount has a whole unit. */
  public static OptionalInt decimals(JsonNode result) {
    return word(bytes(result))
        .filter(w -> w.compareTo(MOST_DECIMALS) <= 0)
        .map(w -> OptionalInt.of(w.intValueExact()))
        .orElse(OptionalInt.empty());
  }

  /** A balance or another uint256, in base units. */
  public static Optional<Amount> amount(JsonNode result) {
    return word(bytes(result)).map(Amount::of);
  }

  private static byte[] bytes(JsonNode result) {
    return HexFormat.of().parseHex(new Piece(result, "result").bytes());
  }

  /** A fallback function may return more than was asked for; less is no answer. */
  private static Optional<BigInteger> word(byte[] bytes) {
    return bytes.length < WORD ? Optional.empty() : Optional.of(new BigInteger(1, bytes, 0, WORD));
  }

  private static Optional<ByteBuffer> textBytes(byte[] bytes) {
    return bytes.length == WORD
        ? Optional.of(ByteBuffer.wrap(bytes, 0, lengthWithoutPadding(bytes)))
        : number(bytes, 0)
            .flatMap(at ->
                number(bytes, at)
                    .filter(length -> length <= bytes.length - at - WORD)
                    .map(length -> ByteBuffer.wrap(bytes, at + WORD, length)));
  }

  private static int lengthWithoutPadding(byte[] word) {
    int length = word.length;
    while (length > 0 && word[length - 1] == 0) {
      length--;
    }
    return length;
  }

  /** The word at a byte, if it is there and no greater than the answer is long. */
  private static Optional<Integer> number(byte[] bytes, int at) {
    if (at > bytes.length - WORD) {
      return Optional.empty();
    }
    BigInteger word = new BigInteger(1, bytes, at, WORD);
    return word.compareTo(BigInteger.valueOf(bytes.length)) <= 0
        ? Optional.of(word.intValueExact())
        : Optional.empty();
  }

  private static Optional<String> decoded(ByteBuffer utf8) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isLegible(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= LONGEST_TEXT
        && text.codePoints().noneMatch(c -> breaksLine(c) || turnsLine(c));
  }

  private static boolean breaksLine(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  /** Marks of the bidirectional algorithm (UAX #9), which make a terminal show another text. */
  private static boolean turnsLine(int character) {
    return character == 0x061C
        || character == 0x200E
        || character == 0x200F
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
