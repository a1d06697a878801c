package org.spoor.ethereum.parse;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.Address;

/**
 * What of a block is needed to place its transactions and to tell what it pays without one.
 *
 * @param hash lower-case hexadecimal with 0x
 * @param miner who gets the priority fees, and what is paid for work
 * @param withdrawals in their order; from {@link org.spoor.model.value.Outside#ISSUANCE}, in wei
 */
public record BlockHeader(
    long height,
    String hash,
    Instant time,
    Address miner,
    List<Movement> withdrawals,
    Rules rules) {

  public BlockHeader {
    withdrawals = List.copyOf(withdrawals);
  }

  /** One that stands for the end of the chain, by the newest rules. */
  public BlockHeader(
      long height, String hash, Instant time, Address miner, List<Movement> withdrawals) {
    this(height, hash, time, miner, withdrawals, Rules.NEWEST);
  }
}
