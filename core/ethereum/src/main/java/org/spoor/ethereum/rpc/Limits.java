package org.spoor.ethereum.rpc;

import java.util.regex.Pattern;

/**
 * Tells the refusals that mean "not so often" from those that mean "not so much". EIP-1474 names
 * -32005 for a limit exceeded, and providers use it for both.
 */
enum Limits {
  /** The refusal is about how often was asked. */
  OFTEN,
  /** It may be. */
  PERHAPS,
  /** It is about something else. */
  OTHER;

  private static final int LIMIT_EXCEEDED = -32005;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Pattern RATE =
      Pattern.compile(
          "rate.?limit|request rate|rate exceeded|too many requests|requests? limit"
              + "|requests? per (second|minute|day)|calls per second|/ ?sec|compute units"
              + "|throughput|request count exceeded|throttl|slow down",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern AMOUNT =
      Pattern.compile(
          "results|range|response size|too large|too big|\\blogs\\b|timed? ?out",
          Pattern.CASE_INSENSITIVE);

  static Limits in(Reply.Refusal refusal) {
    if (refusal.code() == TOO_MANY_REQUESTS || RATE.matcher(refusal.message()).find()) {
      return OFTEN;
    }
    boolean unclear = refusal.code() == LIMIT_EXCEEDED && !AMOUNT.matcher(refusal.message()).find();
    return unclear ? PERHAPS : OTHER;
  }
}
