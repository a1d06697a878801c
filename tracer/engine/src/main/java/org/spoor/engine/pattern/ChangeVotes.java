package org.spoor.engine.pattern;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.flow.ChangeVote;
import org.spoor.model.flow.ChangeVote.Heuristic;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Outside;
import org.spoor.model.value.Party;
import org.spoor.model.value.Script;

/**
 * The votes on which output of one transaction is its change. Each heuristic votes for one output
 * or, where it does not tell them apart, for none.
 */
public final class ChangeVotes {

  /** What people pay is often round: a multiple of 0.01 BTC. */
  private static final BigInteger ROUND = BigInteger.valueOf(1_000_000);

  private final UtxoTransaction transaction;
  private final List<Integer> spendable;
  private final List<ChangeVote> votes = new ArrayList<>();

  private ChangeVotes(UtxoTransaction transaction) {
    this.transaction = transaction;
    this.spendable = spendable(transaction);
  }

  /** The outputs that can be spent. */
  static List<Integer> spendable(UtxoTransaction transaction) {
    return IntStream.range(0, transaction.outputs().size())
        .filter(i -> !Shape.isUnspendable(transaction.outputs().get(i)))
        .boxed()
        .toList();
  }

  /**
   * The votes, in the order of heuristics.
   *
   * @param known owners that were seen before this transaction
   * @param spentAlike the output that alone is spent by a transaction of this shape, if it is known
   *     what became of all
   */
  public static List<ChangeVote> of(
      UtxoTransaction transaction, Predicate<Party> known, OptionalInt spentAlike) {
    ChangeVotes change = new ChangeVotes(transaction);
    if (!transaction.isCoinbase() && change.spendable.size() > 1) {
      boolean reused = change.voteReuse();
      change.voteForm();
      change.voteRound();
      change.voteOptimal();
      if (!reused) {
        change.voteFresh(known);
      }
      change.vote(
          Heuristic.SPENT_ALIKE, spentAlike, "it alone is spent by a transaction of this shape");
    }
    return List.copyOf(change.votes);
  }

  /** The output with more votes than any other. */
  public static OptionalInt winner(List<ChangeVote> votes) {
    Map<Integer, Integer> counts = new TreeMap<>();
    votes.forEach(vote -> counts.merge(vote.output(), 1, Integer::sum));
    int most = counts.values().stream().mapToInt(count -> count).max().orElse(0);
    List<Integer> first =
        counts.entrySet().stream()
            .filter(e -> e.getValue() == most)
            .map(Map.Entry::getKey)
            .toList();
    return first.size() == 1 ? OptionalInt.of(first.getFirst()) : OptionalInt.empty();
  }

  /** Whether an output goes to an owner of inputs. */
  private boolean voteReuse() {
    Set<Party> spenders = new HashSet<>();
    transaction.inputs().forEach(input -> spenders.add(input.owner()));
    spenders.remove(Outside.UNKNOWN);
    vote(
        Heuristic.ADDRESS_REUSE,
        only(output -> spenders.contains(owner(output))),
        "it goes to an address that is spent from");
    return spendable.stream().anyMatch(output -> spenders.contains(owner(output)));
  }

  private void voteForm() {
    List<Optional<String>> forms =
        transaction.inputs().stream().map(Input::owner).map(ChangeVotes::form).distinct().toList();
    if (forms.size() == 1 && forms.getFirst().isPresent()) {
      vote(
          Heuristic.ADDRESS_FORM,
          only(output -> form(owner(output)).equals(forms.getFirst())),
          "it alone has the form of address of the inputs, " + forms.getFirst().get());
    }
  }

  private static Optional<String> form(Party owner) {
    return switch (owner) {
      case Address address -> Optional.of(address.form());
      case Script _ -> Optional.of("script");
      case Outside _ -> Optional.empty();
    };
  }

  private void voteRound() {
    vote(
        Heuristic.ROUND_AMOUNT,
        only(output -> value(output).toBigInteger().mod(ROUND).signum() != 0),
        "it alone is no multiple of %s sat".formatted(ROUND));
  }

  private void voteOptimal() {
    Amount least =
        transaction.inputs().stream().map(Input::value).min(Amount::compareTo).orElse(Amount.ZERO);
    if (transaction.inputs().size() > 1) {
      vote(
          Heuristic.OPTIMAL_CHANGE,
          only(output -> value(output).compareTo(least) < 0),
          "it alone is worth less than the smallest input, %s sat".formatted(least));
    }
  }

  private void voteFresh(Predicate<Party> known) {
    vote(
        Heuristic.FRESH_ADDRESS,
        only(output -> !known.test(owner(output))),
        "its address alone is not in what was read before");
  }

  private void vote(Heuristic heuristic, OptionalInt output, String reason) {
    output.ifPresent(index -> votes.add(new ChangeVote(heuristic, index, reason)));
  }

  /** The one spendable output of which it is true. */
  private OptionalInt only(IntPredicate test) {
    List<Integer> found = spendable.stream().filter(test::test).toList();
    return found.size() == 1 ? OptionalInt.of(found.getFirst()) : OptionalInt.empty();
  }

  private Party owner(int output) {
    return transaction.outputs().get(output).owner();
  }

  private Amount value(int output) {
    return transaction.outputs().get(output).value();
  }
}
