package org.spoor.bitcoin.electrum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.spoor.bitcoin.electrum.ElectrumAnswers.Entry;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.Script;
import org.spoor.model.value.TxId;

/**
 * Finds transactions and proves that they are in a block. An Electrum server does not say in which
 * one: the history of a script that the transaction pays does.
 */
final class ElectrumTransactions {

  /** Histories that are looked into for one transaction: that of a busy script may be refused. */
  private static final int MOST_HISTORIES = 4;

  private final Asking asking;
  private final ElectrumAnswers answers;
  private final Network network;
  private final Tip tip;
  private final AnswerStore store;

  /** Heights of blocks, as histories have told them. */
  private final Map<TxId, Long> heights = new ConcurrentHashMap<>();

  ElectrumTransactions(
      Asking asking, ElectrumAnswers answers, Network network, Tip tip, AnswerStore store) {
    this.store = store;
    this.asking = asking;
    this.answers = answers;
    this.network = network;
    this.tip = tip;
  }

  /** Those that the server has, in a block or not. */
  Map<TxId, BareTransaction> bare(Collection<TxId> ids) {
    List<TxId> known = ids.stream().filter(this::isOfNetwork).distinct().toList();
    Asking.Given given = asking.ask(known.stream().map(ElectrumCalls::transaction).toList());
    Map<TxId, BareTransaction> bare = new HashMap<>();
    for (TxId id : known) {
      given
          .find(ElectrumCalls.transaction(id), answer -> answers.transaction(answer, id))
          .ifPresent(found -> bare.put(id, found));
    }
    return bare;
  }

  private boolean isOfNetwork(TxId id) {
    return id.chain() == network.chain() && id.isHash();
  }

  /** Those that are in a block up to the tip. */
  Map<TxId, Confirmed> of(Set<TxId> ids) {
    Map<TxId, Long> placed = new TreeMap<>();
    List<TxId> open = new ArrayList<>();
    for (TxId id : ids) {
      Optional.ofNullable(heights.get(id))
          .or(() -> noted(id))
          .ifPresentOrElse(height -> placed.put(id, height), () -> open.add(id));
    }
    placed.putAll(located(bare(open)));
    placed.values().removeIf(height -> height <= 0 || height > tip.height());
    Map<TxId, Confirmed> proven = proven(placed, Set.of());
    open.retainAll(proven.keySet());
    open.forEach(id -> store.note(note(id), String.valueOf(placed.get(id))));
    return proven;
  }

  /**
   * @param placed transactions, and the heights at which they are said to be
   * @param others that will be wanted: what those spend
   */
  Map<TxId, Confirmed> proven(Map<TxId, Long> placed, Collection<TxId> others) {
    List<Call> bytes = new ArrayList<>();
    List<Call> proofs = new ArrayList<>();
    placed.forEach((id, height) -> {
      bytes.add(ElectrumCalls.header(height, true));
      bytes.add(ElectrumCalls.transaction(id));
      proofs.add(ElectrumCalls.proof(id, height));
    });
    others.stream().filter(this::isOfNetwork).map(ElectrumCalls::transaction).forEach(bytes::add);
    Asking.Given given = asking.ask(bytes, proofs);
    Map<TxId, Confirmed> proven = new HashMap<>();
    placed.forEach((id, height) -> proven.put(id, confirmed(id, height, given)));
    heights.putAll(placed);
    return proven;
  }

  private Confirmed confirmed(TxId id, long height, Asking.Given given) {
    BareHeader header = given.read(ElectrumCalls.header(height, true), answers::header);
    int position =
        given.read(ElectrumCalls.proof(id, height), answer -> answers.position(answer, id, header));
    BareTransaction transaction =
        given.read(ElectrumCalls.transaction(id), answer -> answers.transaction(answer, id));
    return new Confirmed(
        transaction, new ChainPosition(height, position, 0), header.time(), Optional.empty());
  }

  /** At which heights they are, by the histories of what they pay. */
  private Map<TxId, Long> located(Map<TxId, BareTransaction> found) {
    Map<TxId, Long> located = new HashMap<>();
    Map<TxId, BareTransaction> open = new TreeMap<>(found);
    for (int i = 0; i < MOST_HISTORIES && !open.isEmpty(); i++) {
      located.putAll(locatedBy(i, open));
      open.keySet().removeAll(located.keySet());
    }
    if (!open.isEmpty()) {
      located.putAll(locatedByConfirmations(open.keySet()));
    }
    return located;
  }

  /** A block in between makes it the wrong height, which the proof shows. */
  private Map<TxId, Long> locatedByConfirmations(Set<TxId> open) {
    Asking.Given given =
        asking.ask(
            Stream.concat(
                    open.stream().map(ElectrumCalls::confirmations),
                    Stream.of(ElectrumCalls.newest()))
                .toList());
    long newest = given.read(ElectrumCalls.newest(), answers::newest);
    Map<TxId, Long> located = new HashMap<>();
    for (TxId id : open) {
      Call call = ElectrumCalls.confirmations(id);
      if (given.refusal(call).isPresent()) {
        throw SpoorException.unavailable(
            "%s: transaction %s: neither it nor a history of a script that it pays tells its block"
                .formatted(asking.name(), id));
      }
      long confirmations = given.read(call, answer -> answers.confirmations(answer, id));
      located.put(id, confirmations == 0 ? 0 : newest - confirmations + 1);
    }
    return located;
  }

  private Optional<Long> noted(TxId id) {
    return store.noted(note(id)).filter(text -> text.matches("[1-9][0-9]{0,8}")).map(Long::valueOf);
  }

  private static String note(TxId id) {
    return "height of %s on %s".formatted(id, id.chain());
  }

  private Map<TxId, Long> locatedBy(int number, Map<TxId, BareTransaction> open) {
    Map<TxId, Call> questions = new TreeMap<>();
    open.forEach((id, transaction) ->
        scripts(transaction).stream()
            .skip(number)
            .findFirst()
            .ifPresent(script -> questions.put(id, ElectrumCalls.history(script, tip.hash()))));
    Asking.Given given = asking.ask(questions.values());
    Map<TxId, Long> located = new HashMap<>();
    questions.forEach((id, call) -> {
      if (given.refusal(call).isEmpty()) {
        given.read(call, answers::history).stream()
            .filter(entry -> entry.id().equals(id))
            .map(Entry::height)
            .forEach(height -> located.put(id, height));
      }
    });
    return located;
  }

  private Set<ScriptHash> scripts(BareTransaction transaction) {
    Set<ScriptHash> scripts = new LinkedHashSet<>();
    transaction.outputs().stream()
        .filter(output -> !isUnspendable(output))
        .map(answers::script)
        .forEach(scripts::add);
    return scripts;
  }

  static boolean isUnspendable(Output output) {
    return output.owner() instanceof Script script && script.isUnspendable();
  }
}
