package org.spoor.bitcoin.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A transaction as its bytes say it: what its inputs are worth is said elsewhere.
 *
 * @param id recomputed from the bytes
 * @param spent none for a coinbase
 */
public record BareTransaction(TxId id, List<OutPoint> spent, List<UtxoTransaction.Output> outputs) {

  public BareTransaction {
    spent = List.copyOf(spent);
    outputs = List.copyOf(outputs);
  }

  public boolean isCoinbase() {
    return spent.isEmpty();
  }

  /**
   * @param worth the outputs that it spends, in the order of {@link #spent}
   * @throws SpoorException MALFORMED_DATA if its outputs are worth more than those
   */
  public UtxoTransaction with(
      ChainPosition position, Instant time, List<UtxoTransaction.Output> worth) {
    List<UtxoTransaction.Input> inputs = new ArrayList<>();
    for (int i = 0; i < spent.size(); i++) {
      UtxoTransaction.Output output = worth.get(i);
      inputs.add(new UtxoTransaction.Input(spent.get(i), output.owner(), output.value()));
    }
    try {
      return new UtxoTransaction(id, position, time, inputs, outputs);
    } catch (IllegalArgumentException contradiction) {
      throw SpoorException.malformedData(String.valueOf(contradiction.getMessage()));
    }
  }
}
