package org.spoor.ethereum.anvil;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.spoor.ethereum.parse.Movement;
import org.spoor.model.chain.Transfer;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Coin;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * Plays transactions on a node and writes down beside each what it is meant to move. Nothing that
 * is written down is read from the node but the hash.
 */
final class Stage {

  static final Asset ETHER = new Coin(Chain.ETHEREUM);

  private final Anvil anvil;
  private final List<Transfer> facts = new ArrayList<>();
  private long height = 1;
  private int transaction;

  Stage(Anvil anvil) {
    this.anvil = anvil;
  }

  List<Transfer> facts() {
    return List.copyOf(facts);
  }

  /** A payment to an account without code; of nothing it moves nothing. */
  TxId pay(Address from, Address to, BigInteger wei) {
    return write(anvil.pay(from, to, wei), from, Anvil.PAYMENT_FEE, payment(from, to, wei));
  }

  /**
   * @param gas that it uses
   * @param moved in the order of the trace, then of the logs
   */
  TxId call(Address from, Address to, BigInteger wei, String data, long gas, Movement... moved) {
    return write(anvil.send(from, to, wei, data), from, fee(gas), List.of(moved));
  }

  /**
   * @param gas that it uses
   */
  TxId create(Address from, Address created, BigInteger wei, String code, long gas) {
    return write(anvil.create(from, wei, code), from, fee(gas), payment(from, created, wei));
  }

  /** Ends the block for somebody who gets half of its fees: the other half is the base fee. */
  void blockOf(Address miner) {
    anvil.rpc("anvil_setCoinbase", miner.text());
    anvil.rpc("anvil_setNextBlockBaseFeePerGas", Anvil.hex(Anvil.GAS_PRICE.shiftRight(1)));
    BigInteger fees =
        facts.stream()
            .filter(fact -> fact.position().height() == height && fact.isFee())
            .map(fact -> fact.amount().toBigInteger())
            .reduce(BigInteger.ZERO, BigInteger::add);
    if (fees.signum() > 0) {
      facts.add(
          new Transfer(
              new ChainPosition(height, Integer.MAX_VALUE - 2, 0),
              time(),
              new TxId(Chain.ETHEREUM, "fees-of-block-" + height),
              Outside.ISSUANCE,
              miner,
              ETHER,
              Amount.of(fees.shiftRight(1))));
    }
    block();
    anvil.rpc("anvil_setCoinbase", "0x" + "0".repeat(40));
  }

  private static List<Movement> payment(Address from, Address to, BigInteger wei) {
    return wei.signum() == 0 ? List.of() : List.of(ether(from, to, wei));
  }

  private static BigInteger fee(long gas) {
    return Anvil.GAS_PRICE.multiply(BigInteger.valueOf(gas));
  }

  /** Ends the block. */
  void block() {
    anvil.mine();
    height++;
    transaction = 0;
  }

  private TxId write(TxId tx, Address payer, BigInteger fee, List<Movement> moved) {
    int event = 0;
    write(tx, event++, new Movement(payer, Outside.FEE, ETHER, Amount.of(fee)));
    for (Movement movement : moved) {
      write(tx, event++, movement);
    }
    transaction++;
    return tx;
  }

  private void write(TxId tx, int event, Movement moved) {
    ChainPosition position = new ChainPosition(height, transaction, event);
    facts.add(
        new Transfer(
            position, time(), tx, moved.from(), moved.to(), moved.asset(), moved.amount()));
  }

  private Instant time() {
    return Anvil.GENESIS.plus(Anvil.STEP.multipliedBy(height));
  }

  static Movement ether(Party from, Party to, BigInteger wei) {
    return new Movement(from, to, ETHER, Amount.of(wei));
  }

  static Movement token(Asset token, Party from, Party to, BigInteger units) {
    return new Movement(from, to, token, Amount.of(units));
  }
}
