package org.spoor.bitcoin.electrum;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.spoor.bitcoin.electrum.ElectrumAnswers.Entry;
import org.spoor.bitcoin.electrum.ScriptTold.Clue;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Tells what became of outputs, in three round trips: the histories of their scripts, the
 * transactions that these name, the proofs of those that spend. Scripts with long histories take
 * more.
 */
final class ElectrumFates implements ServerOfParts.Fates {

  /** Transactions in memory at once, of all scripts together. */
  private static final int AT_ONCE = 2_000;

  private final Asking asking;
  private final ElectrumAnswers answers;
  private final ElectrumTransactions transactions;
  private final Tip tip;

  ElectrumFates(
      Asking asking, ElectrumAnswers answers, ElectrumTransactions transactions, Tip tip) {
    this.asking = asking;
    this.answers = answers;
    this.transactions = transactions;
    this.tip = tip;
  }

  private record Spender(BareTransaction transaction, long height) {

    TxId id() {
      return transaction.id();
    }
  }

  @Override
  public Map<OutPoint, Fate> of(Set<OutPoint> outputs) {
    Map<OutPoint, Fate> fates = new TreeMap<>();
    Map<OutPoint, ScriptHash> scripts = new TreeMap<>();
    Map<OutPoint, Output> created = created(outputs);
    for (OutPoint output : outputs) {
      Optional<Output> known = Optional.ofNullable(created.get(output));
      if (known.isEmpty()) {
        fates.put(output, new Fate.Unknown("the server knows no transaction that made it"));
      } else if (ElectrumTransactions.isUnspendable(known.get())) {
        fates.put(output, new Fate.Unspent());
      } else {
        scripts.put(output, answers.script(known.get()));
      }
    }
    fates.putAll(told(scripts));
    return fates;
  }

  private Map<OutPoint, Output> created(Set<OutPoint> outputs) {
    Map<TxId, BareTransaction> creators =
        transactions.bare(outputs.stream().map(OutPoint::tx).collect(Collectors.toSet()));
    Map<OutPoint, Output> created = new HashMap<>();
    for (OutPoint output : outputs) {
      Optional.ofNullable(creators.get(output.tx()))
          .map(BareTransaction::outputs)
          .filter(all -> output.index() < all.size())
          .ifPresent(all -> created.put(output, all.get(output.index())));
    }
    return created;
  }

  private Map<OutPoint, Fate> told(Map<OutPoint, ScriptHash> scripts) {
    Map<ScriptHash, ScriptTold> told = scriptsTold(new LinkedHashSet<>(scripts.values()));
    Map<OutPoint, Fate> fates = new HashMap<>();
    Map<OutPoint, Clue.Among> open = new TreeMap<>();
    scripts.forEach((output, script) -> {
      switch (Optional.ofNullable(told.get(script)).orElseThrow().clue(output)) {
        case Clue.Known(Fate fate) -> fates.put(output, fate);
        case Clue.Among among -> {
          fates.put(output, among.otherwise());
          open.put(output, among);
        }
      }
    });
    fates.putAll(fates(spenders(open.values(), fates)));
    return fates;
  }

  private Map<ScriptHash, ScriptTold> scriptsTold(Set<ScriptHash> scripts) {
    Set<Call> calls = new LinkedHashSet<>();
    for (ScriptHash script : scripts) {
      calls.add(ElectrumCalls.history(script, tip));
      calls.add(ElectrumCalls.unspent(script, tip));
    }
    Asking.Given given = asking.ask(calls);
    Map<ScriptHash, ScriptTold> told = new HashMap<>();
    scripts.forEach(script -> told.put(script, told(script, given)));
    return told;
  }

  private ScriptTold told(ScriptHash script, Asking.Given given) {
    Call history = ElectrumCalls.history(script, tip);
    Call unspent = ElectrumCalls.unspent(script, tip);
    Optional<String> refusal = given.refusal(history);
    return new ScriptTold(
        given.refusal(unspent).isPresent()
            ? Optional.empty()
            : Optional.of(given.read(unspent, answers::unspent)),
        refusal.isPresent() ? Optional.empty() : Optional.of(given.read(history, answers::history)),
        refusal.orElse(""));
  }

  /**
   * @param fates of those without a spender, which are unknown where a candidate cannot be read
   */
  private Map<OutPoint, Spender> spenders(
      Collection<Clue.Among> searches, Map<OutPoint, Fate> fates) {
    Map<OutPoint, Spender> spenders = new TreeMap<>();
    List<Clue.Among> open = List.copyOf(searches);
    while (!open.isEmpty()) {
      int each = Math.max(1, AT_ONCE / open.size());
      spenders.putAll(among(open, each, fates));
      open =
          open.stream()
              .filter(search -> !spenders.containsKey(search.output()))
              .map(search -> search.after(each))
              .filter(search -> !search.candidates().isEmpty())
              .toList();
    }
    return spenders;
  }

  /** The spenders among the first candidates of each. */
  private Map<OutPoint, Spender> among(
      List<Clue.Among> searches, int each, Map<OutPoint, Fate> fates) {
    Set<TxId> named = new HashSet<>();
    searches.forEach(
        search -> search.candidates().stream().limit(each).map(Entry::id).forEach(named::add));
    Map<TxId, BareTransaction> known = transactions.bare(named);
    Map<OutPoint, Spender> spenders = new HashMap<>();
    for (Clue.Among search : searches) {
      for (Entry entry : search.candidates().stream().limit(each).toList()) {
        Optional<BareTransaction> candidate = Optional.ofNullable(known.get(entry.id()));
        if (candidate.isEmpty()) {
          fates.put(search.output(), notThere(search, entry));
        } else if (candidate.get().spent().contains(search.output())) {
          spenders.putIfAbsent(search.output(), new Spender(candidate.get(), entry.height()));
        }
      }
    }
    return spenders;
  }

  private static Fate notThere(Clue.Among search, Entry entry) {
    String why =
        "the history of its script names transaction %s, which the server does not have"
            .formatted(entry.id());
    return search.otherwise() instanceof Fate.Gone ? new Fate.Gone(why) : new Fate.Unknown(why);
  }

  /** That spenders are in a block is proven; what they spend comes along, for it will be wanted. */
  private Map<OutPoint, Fate> fates(Map<OutPoint, Spender> spenders) {
    Map<TxId, Long> counting = new TreeMap<>();
    Set<TxId> parents = new HashSet<>();
    for (Spender spender : spenders.values()) {
      if (spender.height() > 0 && spender.height() <= tip.height()) {
        counting.put(spender.id(), spender.height());
        spender.transaction().spent().stream().map(OutPoint::tx).forEach(parents::add);
      }
    }
    transactions.proven(counting, parents);
    Map<OutPoint, Fate> fates = new HashMap<>();
    spenders.forEach((output, spender) ->
        fates.put(
            output,
            counting.containsKey(spender.id())
                ? new Fate.Spent(spender.id())
                : new Fate.Pending(spender.id())));
    return fates;
  }
}
