package org.spoor.ethereum.anvil;

import java.math.BigInteger;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * A theft, whose thief puts two ether into a contract and has it destroy itself in favour of
 * itself, in a later transaction.
 */
public record VaultOnAnvil(TxId theft, Address vault, TxId end) {

  /** Creates a contract of two operations: ADDRESS, SELFDESTRUCT. */
  private static final String OWN_HEIR = "0x6130ff6000526002601ef3";

  /** Plays it on a fresh node; all of it is finalised at the end. */
  public static VaultOnAnvil playedOn(Anvil anvil) {
    TxId theft = anvil.pay(Cast.VICTIM, Cast.THIEF, eth(400));
    anvil.mine();
    TxId creation = anvil.create(Cast.THIEF, eth(2), OWN_HEIR);
    anvil.mine();
    Address vault = Anvil.address(anvil.receipt(creation).get("contractAddress").asString());
    TxId end = anvil.send(Cast.THIEF, vault, BigInteger.ZERO, "0x");
    anvil.mine(4);
    return new VaultOnAnvil(theft, vault, end);
  }

  private static BigInteger eth(long whole) {
    return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(whole));
  }
}
