package org.spoor.engine.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.flow.CoinJoin.Candidate;
import org.spoor.model.flow.CoinJoin.Candidates;
import org.spoor.model.value.Amount;

/**
 * The spendable outputs of a transaction by their values.
 *
 * @param groups of two outputs or more: most first, then the most valuable
 * @param alone how many outputs have a value of their own
 */
record EqualOutputs(List<Candidates> groups, int alone) {

  EqualOutputs {
    groups = List.copyOf(groups);
  }

  static EqualOutputs of(UtxoTransaction transaction) {
    Map<Amount, List<Candidate>> byValue = new HashMap<>();
    for (int index : ChangeVotes.spendable(transaction)) {
      Output output = transaction.outputs().get(index);
      byValue
          .computeIfAbsent(output.value(), _ -> new ArrayList<>())
          .add(new Candidate(transaction.outPoint(index), output.owner()));
    }
    List<Candidates> groups =
        byValue.entrySet().stream()
            .filter(entry -> entry.getValue().size() > 1)
            .map(entry -> new Candidates(entry.getKey(), entry.getValue()))
            .sorted(
                Comparator.comparingInt((Candidates group) -> group.outputs().size())
                    .thenComparing(Candidates::value)
                    .reversed())
            .toList();
    return new EqualOutputs(groups, byValue.size() - groups.size());
  }
}
