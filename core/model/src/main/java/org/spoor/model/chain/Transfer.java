package org.spoor.model.chain;

import java.time.Instant;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * One movement of one asset: an event of an account chain, or what comes to the same elsewhere.
 *
 * @param from an address, or {@link Outside#ISSUANCE}
 * @param to an address, {@link Outside#FEE} or {@link Outside#BURN}
 */
public record Transfer(
    ChainPosition position,
    Instant time,
    TxId tx,
    Party from,
    Party to,
    Asset asset,
    Amount amount) {

  public Transfer {
    if (from == Outside.FEE || from == Outside.BURN || to == Outside.ISSUANCE) {
      throw new IllegalArgumentException("transfer from " + from + " to " + to + " in " + tx);
    }
  }

  public boolean touches(Address address) {
    return from.equals(address) || to.equals(address);
  }

  public boolean isFee() {
    return to == Outside.FEE;
  }
}
