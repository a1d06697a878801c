package org.spoor.bitcoin.source;

import java.time.Instant;
import java.util.OptionalLong;
import org.spoor.model.SpoorException;

/**
 * The last block that is read.
 *
 * @param hash in the byte order in which it is shown
 */
public record Tip(long height, String hash, Instant time) {

  /** How many blocks, its own counted, make a block count. */
  public static final int CONFIRMATIONS = 6;

  /**
   * The last block that counts.
   *
   * @param newest the height of the newest block
   */
  public static long last(long newest) {
    return Math.max(0, newest - CONFIRMATIONS + 1);
  }

  /**
   * The last block to read.
   *
   * @param last that counts
   * @param asOf an earlier one that is wanted
   * @throws SpoorException UNAVAILABLE if the wanted one does not count yet
   */
  public static long chosen(long last, OptionalLong asOf) {
    if (asOf.orElse(0) > last) {
      throw SpoorException.unavailable(
          "block %d is not final yet, the last one with %d confirmations is %d"
              .formatted(asOf.getAsLong(), CONFIRMATIONS, last));
    }
    return asOf.orElse(last);
  }
}
