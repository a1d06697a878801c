package org.spoor.ethereum.parse;

import org.spoor.model.value.Amount;

/**
 * The rules that a block was made by, as far as what it pays and burns depends on them, read from
 * the block itself: so that they are right on every network.
 *
 * @param baseFee in wei for a unit of gas, burnt; zero before London (EIP-1559)
 * @param isMined whether it was made by proof of work, which the merge ended (EIP-3675)
 * @param uncles blocks beside the chain that it names
 * @param isSinceCancun whether contracts outlive their self-destruction (EIP-6780)
 */
public record Rules(Amount baseFee, boolean isMined, int uncles, boolean isSinceCancun) {

  /** Of a block that pays nothing by itself. */
  public static final Rules NEWEST = new Rules(Amount.ZERO, false, 0, true);
}
