package org.spoor.ethereum.parse;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.Address;

/**
 * What of a block is needed to place its transactions.
 *
 * @param hash lower-case hexadecimal with 0x
 * @param miner who gets the priority fees
 * @param withdrawals in their order; from {@link org.spoor.model.value.Outside#ISSUANCE}, in wei
 */
public record BlockHeader(
    long height, String hash, Instant time, Address miner, List<Movement> withdrawals) {

  public BlockHeader {
    withdrawals = List.copyOf(withdrawals);
  }
}
