package org.spoor.ethereum.source;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.spoor.endpoint.RefusalKind;
import org.spoor.endpoint.Reply.Refusal;

/**
 * Why an endpoint answers a part of a question but not all of it.
 *
 * @param blocks what it says it would answer, if it says so
 */
record Limit(Kind kind, OptionalLong blocks) {

  /** What there is too much of. */
  enum Kind {
    /** Blocks, whatever is in them: the same everywhere. */
    RANGE,
    /** Results, bytes or time: may be otherwise elsewhere. */
    RESULTS,
    /** Addresses in one question. */
    ADDRESSES
  }

  /** EIP-1474: limit exceeded. */
  private static final int LIMIT_EXCEEDED = -32005;

  /**
   * Infura, Alchemy: "try with this block range [0xBDE5F8, 0x102DBCC]"; Reth: "retry with the range
   * 1-99".
   */
  private static final Pattern PROPOSED =
      Pattern.compile("range:? \\[?(0x[0-9a-f]+|\\d+)(?:, ?| ?- ?)(0x[0-9a-f]+|\\d+)");

  /**
   * Infura: "range 1000000 exceeds limit of 10000"; Anvil: "limited to 300"; Cloudflare: "Max
   * range: 800"; Alchemy: "up to a 500 block range"; QuickNode: "limited to a 10,000 range"; Reth:
   * "max block range 100000".
   */
  private static final Pattern STATED =
      Pattern.compile(
          "(?:limit of|limited to|max(?:imum)?(?: allowed)?(?: block)? range(?: is|:| of)?|up to)"
              + " (?:an? |0 - )?(\\d[\\d,]*)(k?)");

  /** What is gone is not in smaller parts either; each block would be asked for by itself. */
  private static final Pattern GONE = Pattern.compile("pruned|missing trie|histor|archive");

  private static final Pattern ADDRESSES =
      Pattern.compile("topics|too many (?:addresses|parameters)|(?:addresses|parameters) exceed");
  private static final Pattern RESULTS =
      Pattern.compile(
          "results|too many logs|response size|size exceeded|too (?:big|large to)|response is too"
              + "|timed? ?out|too long|deadline|logs limit|more than \\d+ logs");
  private static final Pattern RANGE =
      Pattern.compile("range|too many blocks|blocks? (?:limit|distance)|limited to");

  /** The limit that a refusal speaks of; none if asking for less would not help. */
  static Optional<Limit> in(Refusal refusal) {
    String message = refusal.message().toLowerCase(Locale.ROOT);
    return RefusalKind.of(refusal) == RefusalKind.PASSING
        ? Optional.empty()
        : kind(refusal.code(), message).map(kind -> new Limit(kind, blocks(kind, message)));
  }

  private static Optional<Kind> kind(int code, String message) {
    if (GONE.matcher(message).find()) {
      return Optional.empty();
    }
    if (ADDRESSES.matcher(message).find()) {
      return Optional.of(Kind.ADDRESSES);
    }
    if (RESULTS.matcher(message).find()) {
      return Optional.of(Kind.RESULTS);
    }
    if (RANGE.matcher(message).find()) {
      return Optional.of(Kind.RANGE);
    }
    return code == LIMIT_EXCEEDED ? Optional.of(Kind.RESULTS) : Optional.empty();
  }

  private static OptionalLong blocks(Kind kind, String message) {
    Matcher proposed = PROPOSED.matcher(message);
    if (proposed.find()) {
      long blocks = number(proposed.group(2)) - number(proposed.group(1)) + 1;
      return blocks > 0 ? OptionalLong.of(blocks) : OptionalLong.empty();
    }
    Matcher stated = STATED.matcher(message);
    return kind == Kind.RANGE && stated.find()
        ? OptionalLong.of(number(stated.group(1)) * (stated.group(2).isEmpty() ? 1 : 1000))
        : OptionalLong.empty();
  }

  private static long number(String text) {
    String digits = text.replace(",", "");
    long number =
        digits.length() > 15
            ? Long.MAX_VALUE / 2000
            : digits.startsWith("0x")
                ? Long.parseLong(digits.substring(2), 16)
                : Long.parseLong(digits);
    return number;
  }
}
