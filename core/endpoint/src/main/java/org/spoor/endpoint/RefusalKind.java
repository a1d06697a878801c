package org.spoor.endpoint;

import java.util.regex.Pattern;

/**
 * What a refusal is about, and with that how long it holds: what passes by itself is no gap in the
 * data. Nodes and providers have few codes in common, so that mostly the words tell.
 */
public enum RefusalKind {
  /** How often or how much was asked by now, or how busy the endpoint is: it passes. */
  PASSING,
  /**
   * Either that or the size of the answer: EIP-1474 has -32005 for a limit exceeded, and providers
   * use it for both.
   */
  UNCLEAR,
  /** The time that the answer takes: less may be answered, or the same when it is less busy. */
  SLOW,
  /** What was asked: a method, a block, a range that will be refused again. */
  LASTING,
  /** Words that mean nothing here. */
  UNKNOWN;

  private static final int LIMIT_EXCEEDED = -32005;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNKNOWN_METHOD = -32601;
  private static final int INVALID_PARAMS = -32602;

  /** That a contract's code gave up; what follows is in its own words, which may be anybody's. */
  private static final int REVERTED = 3;

  private static final Pattern BY_CONTRACT = words("^(vm exception[^:]*:)?[^:]{0,40}\\brevert");

  private static final Pattern BY_USE =
      words(
          "\\brate.?limit|request rate|rate exceeded|too many requests|requests? limit"
              + "|requests? per (second|minute|hour|day|month)|calls per second|/ ?sec"
              + "|compute units|throughput|request count|throttl|slow down|quota|credits"
              + "|capacity|\\bdaily\\b|\\bmonthly\\b|\\bbusy\\b|overload|excessive resource"
              + "|(try again|retry) (later|after|in)\\b|temporar|service unavailable");

  private static final Pattern BY_TIME = words("time[d -]{0,2}out|deadline|took too long");

  private static final Pattern BY_QUESTION =
      words(
          "results|range|(response|batch) (size|is too)|too (large|big|many|wide)"
              + "|topics|method|not supported|unsupported|not enabled|disabled|namespace|module"
              + "|\\bplan\\b|upgrade|unauthori[sz]ed|forbidden|permission|not allowed"
              + "|pruned|missing trie|archive|histor|revert|required data unavailable"
              + "|state .*(not|un)available");

  public static RefusalKind of(Reply.Refusal refusal) {
    String message = refusal.message();
    if (refusal.code() == REVERTED || BY_CONTRACT.matcher(message).find()) {
      return LASTING;
    }
    if (refusal.code() == TOO_MANY_REQUESTS || BY_USE.matcher(message).find()) {
      return PASSING;
    }
    if (BY_TIME.matcher(message).find()) {
      return SLOW;
    }
    boolean isOfQuestion =
        refusal.code() == UNKNOWN_METHOD
            || refusal.code() == INVALID_PARAMS
            || BY_QUESTION.matcher(message).find();
    if (isOfQuestion) {
      return LASTING;
    }
    return refusal.code() == LIMIT_EXCEEDED ? UNCLEAR : UNKNOWN;
  }

  private static Pattern words(String any) {
    return Pattern.compile(any, Pattern.CASE_INSENSITIVE);
  }
}
