package org.spoor.ethereum.parse;

import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.TxId;

/**
 * What a sender signed, and where it was mined.
 *
 * @param index within the block
 * @param to empty if it creates a contract
 * @param value in wei
 * @param gas the most it may use
 * @param gasPrice in wei; for a mined transaction of any type what a unit of gas cost
 */
public record Transaction(
    TxId id,
    long height,
    String blockHash,
    int index,
    Address from,
    Optional<Address> to,
    long nonce,
    Amount value,
    long gas,
    Amount gasPrice) {

  /**
   * The native value it moved by itself, without that of the calls inside; empty if it failed or
   * carries none.
   *
   * @param receipt its own, which knows the contract that it created
   */
  public Optional<Movement> moved(Receipt receipt) {
    if (!receipt.succeeded() || value.isZero()) {
      return Optional.empty();
    }
    return to.or(receipt::to)
        .map(t -> new Movement(Piece.giver(from), Piece.taker(t), Piece.ETHER, value));
  }
}
