package org.spoor.model.incident;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/** Where stolen value first appears (definitions, section 3). */
public sealed interface TheftSource {

  Origin origin();

  Chain chain();

  /** Ids of the incident's sources that state it. */
  List<String> statedBy();

  /**
   * Value moved by one transaction is stolen in full.
   *
   * @param to only what goes to this address
   * @param asset only this asset
   * @param index only this output (UTXO chain) or event index (account chain)
   * @param amount in base units as the sources state it; the ledger's amount prevails
   */
  record StolenTransfer(
      Origin origin,
      TxId tx,
      Optional<Address> to,
      Optional<Asset> asset,
      OptionalInt index,
      Optional<Amount> amount,
      List<String> statedBy)
      implements TheftSource {

    public StolenTransfer {
      statedBy = List.copyOf(statedBy);
    }

    @Override
    public Chain chain() {
      return tx.chain();
    }
  }

  /**
   * All that an address of an account chain holds of an asset after the last event of a block is
   * stolen.
   */
  record StolenHolding(
      Origin origin, Address address, Asset asset, long block, List<String> statedBy)
      implements TheftSource {

    public StolenHolding {
      statedBy = List.copyOf(statedBy);
    }

    @Override
    public Chain chain() {
      return address.chain();
    }
  }
}
