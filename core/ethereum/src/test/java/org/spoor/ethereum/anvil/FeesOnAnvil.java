package org.spoor.ethereum.anvil;

import java.math.BigInteger;
import java.util.List;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.TxId;

/**
 * A theft whose thief also makes blocks, and is paid for it: in the block of the theft, in one
 * without a transaction of his own, in one with, and nothing in an empty one.
 *
 * @param transfers all of it, in order
 */
public record FeesOnAnvil(TxId theft, List<Transfer> transfers) {

  public static final Address THIEF = Cast.THIEF;

  public FeesOnAnvil {
    transfers = List.copyOf(transfers);
  }

  /** Plays it on a fresh node; all of it is finalised at the end. */
  public static FeesOnAnvil playedOn(Anvil anvil) {
    Stage stage = new Stage(anvil);
    Address accomplice = Cast.account("accomplice");
    TxId theft = stage.pay(Cast.VICTIM, THIEF, eth(400));
    stage.blockOf(THIEF);
    stage.pay(Cast.STRANGER, Cast.EXCHANGE, eth(1));
    stage.pay(Cast.STRANGER, Cast.EXCHANGE, eth(2));
    stage.blockOf(THIEF);
    stage.pay(THIEF, accomplice, eth(100));
    stage.blockOf(THIEF);
    stage.blockOf(THIEF);
    stage.pay(accomplice, Cast.EXCHANGE, eth(10));
    stage.blockOf(Cast.STRANGER);
    anvil.mine(3);
    return new FeesOnAnvil(theft, stage.facts());
  }

  private static BigInteger eth(long whole) {
    return BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(whole));
  }
}
