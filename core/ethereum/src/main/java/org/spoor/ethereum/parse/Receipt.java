package org.spoor.ethereum.parse;

import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.TxId;

/**
 * What became of a transaction.
 *
 * @param index within the block
 * @param to the recipient, or the contract created
 * @param fee gas used times effective price, blob gas included, in wei
 * @param plain whether it used exactly the gas of a transfer without code, so that no call can have
 *     happened inside
 * @param movements of tokens, in log order, those of wrapped ether included
 */
public record Receipt(
    TxId tx,
    long height,
    String blockHash,
    int index,
    Address from,
    Optional<Address> to,
    Amount fee,
    boolean succeeded,
    boolean plain,
    List<Movement> movements) {

  public Receipt {
    movements = List.copyOf(movements);
  }
}
