package org.spoor.app.live;

import java.time.Instant;
import java.util.Collection;
import java.util.OptionalLong;
import org.spoor.ethereum.LookUp;
import org.spoor.model.SpoorException;
import org.spoor.model.incident.TheftSource;

/**
 * The last block that a user wants read live.
 *
 * @param block none for the last one that is final
 */
public record AsOf(OptionalLong block) {

  /**
   * @param what was looked up, as the user said it
   * @throws SpoorException INVALID_INPUT if it is in a later block, UNAVAILABLE if it is in none
   *     that is final
   */
  public LookUp.Found found(String what, LookUp lookUp) {
    return switch (lookUp) {
      case LookUp.Found found -> found;
      case LookUp.Later later -> throw late(what, later);
      case LookUp.Unknown(String endpoint, long last) ->
          throw SpoorException.unavailable(
              "%s: in no block of %s that %s knows, %s is %d"
                  .formatted(
                      what,
                      LiveSources.CHAIN,
                      endpoint,
                      block.isPresent() ? "the last one to read" : "the last final one",
                      last));
    };
  }

  private SpoorException late(String what, LookUp.Later later) {
    return block.isPresent()
        ? late(what + ": it is in block " + later.block())
        : SpoorException.unavailable(
            "%s: it is in block %d, which is not final yet, the last final one is %d"
                .formatted(what, later.block(), later.last()));
  }

  private SpoorException late(String what) {
    return SpoorException.invalidInput(
        "%s, after the last block to read, --as-of %d".formatted(what, block.orElseThrow()));
  }

  /**
   * @throws SpoorException INVALID_INPUT if it is later
   */
  public long checked(String what, long height) {
    if (isBefore(height)) {
      throw late(what + ": it is a block");
    }
    return height;
  }

  /**
   * The last block that is not later than a time.
   *
   * @throws SpoorException INVALID_INPUT if the time is later than the last block to read
   */
  public long height(String what, Instant time, LiveSources sources) {
    if (block.isPresent() && sources.timeAt(block.getAsLong()).isBefore(time)) {
      throw late(what + ": it is a time");
    }
    return sources.heightAt(time);
  }

  /**
   * @param thefts on the chain that is read live
   * @throws SpoorException INVALID_INPUT if all of them are later, so that there is nothing to
   *     follow
   */
  public void checkAny(Collection<TheftSource> thefts, LiveSources sources) {
    if (block.isPresent() && thefts.stream().allMatch(theft -> isLate(theft, sources))) {
      throw late("every theft is in a block");
    }
  }

  private boolean isLate(TheftSource theft, LiveSources sources) {
    return switch (theft) {
      case TheftSource.StolenHolding holding -> isBefore(holding.block());
      case TheftSource.StolenTransfer transfer ->
          sources.transaction(transfer.tx()) instanceof LookUp.Later;
    };
  }

  private boolean isBefore(long height) {
    return block.isPresent() && height > block.getAsLong();
  }
}
