package org.spoor.model.chain;

import java.time.Instant;
import java.util.OptionalLong;
import org.spoor.model.value.Chain;

/**
 * The block up to which a source's records of a chain reach: the run's as-of block.
 *
 * @param height none if the source does not know the block of any record
 */
public record Head(Chain chain, OptionalLong height, Instant time) {

  public Head(Chain chain, long height, Instant time) {
    this(chain, OptionalLong.of(height), time);
  }
}
