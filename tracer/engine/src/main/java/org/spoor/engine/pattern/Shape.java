package org.spoor.engine.pattern;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/**
 * What the rules for CoinJoins look at, taken in one pass over the transaction.
 *
 * @param counts how many outputs each value has
 * @param equalValue the value of most outputs; of several, the largest
 * @param inputScripts distinct owners of inputs; unknown ones count as one
 */
record Shape(
    UtxoTransaction transaction,
    Map<Amount, Integer> counts,
    Amount equalValue,
    int inputScripts,
    int outputScripts) {

  Shape {
    counts = Map.copyOf(counts);
  }

  static Shape of(UtxoTransaction transaction) {
    Map<Amount, Integer> counts = new HashMap<>();
    Set<Party> outputScripts = new HashSet<>();
    for (Output output : transaction.outputs()) {
      counts.merge(output.value(), 1, Integer::sum);
      outputScripts.add(output.owner());
    }
    Set<Party> inputScripts = new HashSet<>();
    transaction.inputs().forEach(input -> inputScripts.add(input.owner()));
    return new Shape(
        transaction, counts, mostFrequent(counts), inputScripts.size(), outputScripts.size());
  }

  /** The value that occurs most often; of several, the largest. */
  static Amount mostFrequent(Map<Amount, Integer> counts) {
    Amount found = Amount.ZERO;
    int most = 0;
    for (Map.Entry<Amount, Integer> entry : counts.entrySet()) {
      int count = entry.getValue();
      if (count > most || (count == most && entry.getKey().compareTo(found) > 0)) {
        found = entry.getKey();
        most = count;
      }
    }
    return found;
  }

  List<Input> inputs() {
    return transaction.inputs();
  }

  List<Output> outputs() {
    return transaction.outputs();
  }

  /** How many outputs have the value of most outputs. */
  int equal() {
    return counts.getOrDefault(equalValue, 0);
  }

  boolean hasDistinctOutputScripts() {
    return outputScripts == outputs().size();
  }

  boolean hasDistinctInputScripts() {
    return inputScripts == inputs().size();
  }

  /** Whether nobody can ever spend an output. */
  static boolean isUnspendable(Output output) {
    return output.owner() instanceof Script script && script.isUnspendable();
  }
}
