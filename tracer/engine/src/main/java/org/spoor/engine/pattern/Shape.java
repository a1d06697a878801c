package org.spoor.engine.pattern;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/**
 * What the rules for CoinJoins look at, taken in one pass over the transaction.
 *
 * @param inputs how many there are
 * @param spent what they spend, as far as it is known
 * @param counts how many outputs each value has
 * @param equalValue the value of most outputs; of several, the largest
 * @param inputScripts distinct owners of what is known to be spent; unknown ones count as one
 */
record Shape(
    int inputs,
    List<Output> spent,
    List<Output> outputs,
    Map<Amount, Integer> counts,
    Amount equalValue,
    int inputScripts,
    int outputScripts) {

  Shape {
    spent = List.copyOf(spent);
    outputs = List.copyOf(outputs);
    counts = Map.copyOf(counts);
  }

  static Shape of(List<Optional<Output>> inputs, List<Output> outputs) {
    List<Output> spent = inputs.stream().flatMap(Optional::stream).toList();
    Map<Amount, Integer> counts = new HashMap<>();
    outputs.forEach(output -> counts.merge(output.value(), 1, Integer::sum));
    return new Shape(
        inputs.size(),
        spent,
        outputs,
        counts,
        mostFrequent(counts),
        scripts(spent),
        scripts(outputs));
  }

  private static int scripts(List<Output> outputs) {
    Set<Party> owners = new HashSet<>();
    outputs.forEach(output -> owners.add(output.owner()));
    return owners.size();
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

  /** How many outputs have the value of most outputs. */
  int equal() {
    return counts.getOrDefault(equalValue, 0);
  }

  boolean hasDistinctOutputScripts() {
    return outputScripts == outputs.size();
  }

  /** Of how many inputs it is not known what they spend. */
  int unknown() {
    return inputs - spent.size();
  }

  /** Whether there may be so many input scripts. */
  boolean mayHaveInputScripts(int least, int most) {
    return inputScripts <= most && inputScripts + unknown() >= least;
  }

  /** Whether there are so many input scripts, whatever is not known. */
  boolean hasInputScripts(int least, int most) {
    return inputScripts >= least && inputScripts + unknown() <= most;
  }

  /** How many inputs there are, and of how many scripts. */
  String inputsInWords() {
    return unknown() == 0
        ? "%d inputs of %d scripts".formatted(inputs, inputScripts)
        : "%d inputs of %d scripts or more".formatted(inputs, Math.max(1, inputScripts));
  }

  /** Whether nobody can ever spend an output. */
  static boolean isUnspendable(Output output) {
    return output.owner() instanceof Script script && script.isUnspendable();
  }
}
