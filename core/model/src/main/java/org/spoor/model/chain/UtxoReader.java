package org.spoor.model.chain;

import java.util.List;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.ChainPosition;

/** A reader of UTXO chains alone: their addresses hold nothing but outputs. */
public interface UtxoReader extends ChainReader {

  @Override
  default List<Transfer> history(Address address) {
    return List.of();
  }

  @Override
  default Opening opening(Address address, Asset asset, ChainPosition before) {
    return new Opening.Known(Amount.ZERO);
  }
}
