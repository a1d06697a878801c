package org.spoor.model.incident;

import java.util.List;
import java.util.OptionalInt;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;

/**
 * A stated crossing from one asset to another whose far side the data at hand may lack.
 *
 * @param tx in which {@code lost} leaves the seller
 * @param lostOutput on a UTXO chain the output that carries {@code lost}
 * @param gainTx in which {@code gained} arrives; the same transaction for a swap
 * @param gainedOutput on a UTXO chain the output that carries {@code gained}
 */
public record AssertedConversion(
    TxId tx,
    Address seller,
    Asset lostAsset,
    Amount lost,
    OptionalInt lostOutput,
    TxId gainTx,
    Address recipient,
    Asset gainedAsset,
    Amount gained,
    OptionalInt gainedOutput,
    EvidenceClass evidence,
    String reason,
    List<String> statedBy) {

  public AssertedConversion {
    statedBy = List.copyOf(statedBy);
    if (lost.isZero()) {
      throw new IllegalArgumentException("conversion of nothing in " + tx);
    }
  }
}
