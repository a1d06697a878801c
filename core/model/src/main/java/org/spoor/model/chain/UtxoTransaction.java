package org.spoor.model.chain;

import java.time.Instant;
import java.util.List;
import org.spoor.model.value.Amount;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/**
 * One transaction of a UTXO chain with the values that it spends.
 *
 * @param inputs none for a coinbase
 */
public record UtxoTransaction(
    TxId id, ChainPosition position, Instant time, List<Input> inputs, List<Output> outputs)
    implements ChainTransaction {

  /**
   * A spent output.
   *
   * @param owner the address, the script, or {@link Outside#UNKNOWN}
   */
  public record Input(OutPoint spent, Party owner, Amount value) {}

  /**
   * A new output.
   *
   * @param owner the address, the script, or {@link Outside#UNKNOWN}
   */
  public record Output(Party owner, Amount value) {}

  /**
   * @throws IllegalArgumentException if the outputs are worth more than the inputs
   */
  public UtxoTransaction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (!inputs.isEmpty() && sumOut(outputs).compareTo(sumIn(inputs)) > 0) {
      throw new IllegalArgumentException(
          "transaction %s: outputs are worth %s, inputs only %s"
              .formatted(id, sumOut(outputs), sumIn(inputs)));
    }
  }

  public boolean isCoinbase() {
    return inputs.isEmpty();
  }

  public OutPoint outPoint(int index) {
    return new OutPoint(id, index);
  }

  public Amount inputValue() {
    return sumIn(inputs);
  }

  public Amount outputValue() {
    return sumOut(outputs);
  }

  /** What the inputs are worth beyond the outputs; zero for a coinbase. */
  public Amount fee() {
    return isCoinbase() ? Amount.ZERO : inputValue().minus(outputValue());
  }

  private static Amount sumIn(List<Input> inputs) {
    return inputs.stream().map(Input::value).reduce(Amount.ZERO, Amount::plus);
  }

  private static Amount sumOut(List<Output> outputs) {
    return outputs.stream().map(Output::value).reduce(Amount.ZERO, Amount::plus);
  }
}
