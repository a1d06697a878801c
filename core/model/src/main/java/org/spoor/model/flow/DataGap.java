package org.spoor.model.flow;

import java.util.Optional;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Party;

/**
 * Something that the data at hand does not show.
 *
 * @param amount in base units, where the gap has a size
 */
public record DataGap(
    Kind kind, Party place, Optional<Asset> asset, Optional<Amount> amount, String detail) {

  /** What is not seen. */
  public enum Kind {
    /** More was spent than was seen to arrive; the missing part counts as clean. */
    UNEXPLAINED,
    /** What was held before the first record is not known and was taken for zero. */
    OPENING_UNKNOWN,
    /**
     * What the source remarks on what it has: an order that was assumed, times that cannot be, up
     * to where it was read.
     */
    REMARK,
    /** A named transaction is not in the data. */
    TRANSACTION_MISSING,
    /** A whole block with its fees is not in the data. */
    BLOCK_MISSING,
    /** Something could not be decoded and was followed as a plain transfer. */
    NOT_DECODED,
    /** A stated theft of which nothing was traced: it is too late, or nothing was there to take. */
    NOT_REACHED
  }
}
