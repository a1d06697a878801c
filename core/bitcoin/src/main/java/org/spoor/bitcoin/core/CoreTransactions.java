package org.spoor.bitcoin.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.spoor.bitcoin.core.CoreReading.Listed;
import org.spoor.bitcoin.core.CoreReading.Spendings;
import org.spoor.bitcoin.core.CoreReading.Told;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Finds transactions, and whole blocks of them, up to the tip. */
record CoreTransactions(CoreLine line, CoreReading reading, Chain chain, Tip tip) {

  /** Transactions, or the blocks that hold them, of which answers are in memory at once. */
  private static final int AT_ONCE = 100;

  /** Those of the transactions that are in a block up to the tip. */
  Map<TxId, Confirmed> of(Set<TxId> ids) {
    Map<TxId, Told> told = told(ids);
    Map<String, List<Told>> byBlock = new TreeMap<>();
    for (Told each : told.values()) {
      each.block()
          .ifPresent(hash -> byBlock.computeIfAbsent(hash, _ -> new ArrayList<>()).add(each));
    }
    Map<TxId, Confirmed> confirmed = new HashMap<>();
    for (List<String> hashes : Together.pieces(List.copyOf(byBlock.keySet()), AT_ONCE)) {
      line.ask(hashes, hash -> CoreCalls.block(hash, CoreCalls.IDS), reading::listed)
          .forEach((hash, block) -> {
            if (block.height() <= tip.height()) {
              byBlock
                  .getOrDefault(hash, List.of())
                  .forEach(each -> confirmed.put(each.bare().id(), confirmed(each, block)));
            }
          });
    }
    return confirmed;
  }

  private Map<TxId, Told> told(Collection<TxId> ids) {
    List<TxId> known =
        ids.stream().filter(id -> id.chain() == chain && id.isHash()).sorted().toList();
    Map<TxId, Told> told = new HashMap<>();
    for (List<TxId> some : Together.pieces(known, AT_ONCE)) {
      told.putAll(line.ask(some, CoreCalls::transaction, reading::transaction));
    }
    return told;
  }

  private Confirmed confirmed(Told told, Listed block) {
    TxId id = told.bare().id();
    int index =
        block
            .index(id)
            .orElseThrow(() ->
                SpoorException.malformedData(
                    "%s: transaction %s is not in block %d, where it is said to be"
                        .formatted(line.node().name(), id, block.height())));
    return new Confirmed(
        told.bare(), new ChainPosition(block.height(), index, 0), block.time(), told.stated());
  }

  /** A whole block up to the tip, with what its transactions spend. */
  Optional<List<Confirmed>> block(long height) {
    if (height < 0 || height > tip.height()) {
      return Optional.empty();
    }
    String hash = line.one(CoreCalls.hash(height), CoreAnswer::hash);
    BareBlock block =
        line.one(CoreCalls.block(hash, CoreCalls.BYTES), answer -> reading.bytes(hash, answer));
    Map<TxId, List<Output>> stated = stated(hash, height, block);
    return Optional.of(
        Stream.iterate(0, i -> i < block.transactions().size(), i -> i + 1)
            .map(i -> confirmed(block, height, i, stated))
            .toList());
  }

  private static Confirmed confirmed(
      BareBlock block, long height, int index, Map<TxId, List<Output>> stated) {
    BareTransaction each = block.transactions().get(index);
    return new Confirmed(
        each,
        new ChainPosition(height, index, 0),
        block.time(),
        Optional.ofNullable(stated.get(each.id())));
  }

  private Map<TxId, List<Output>> stated(String hash, long height, BareBlock block) {
    Spendings told =
        line.one(
            CoreCalls.block(hash, CoreCalls.PREVOUTS), answer -> reading.spendings(hash, answer));
    if (told.height() != height) {
      throw SpoorException.malformedData(
          "%s: block %s is at height %d, expected %d"
              .formatted(line.node().name(), hash, told.height(), height));
    }
    Map<TxId, List<Output>> stated = new HashMap<>(told.stated());
    stated.putAll(
        lookedUp(block.transactions().stream().filter(t -> !stated.containsKey(t.id())).toList()));
    return stated;
  }

  /** What transactions spend, by those that made it: before version 23 blocks do not tell. */
  private Map<TxId, List<Output>> lookedUp(List<BareTransaction> transactions) {
    Set<TxId> parents =
        transactions.stream()
            .flatMap(each -> each.spent().stream())
            .map(OutPoint::tx)
            .collect(Collectors.toSet());
    Map<TxId, Told> told = told(parents);
    Map<TxId, List<Output>> found = new HashMap<>();
    for (BareTransaction each : transactions) {
      List<Output> spent =
          each.spent().stream().flatMap(output -> output(told, output).stream()).toList();
      if (spent.size() == each.spent().size()) {
        found.put(each.id(), spent);
      }
    }
    return found;
  }

  private static Optional<Output> output(Map<TxId, Told> told, OutPoint output) {
    return Optional.ofNullable(told.get(output.tx()))
        .map(parent -> parent.bare().outputs())
        .filter(outputs -> output.index() < outputs.size())
        .map(outputs -> outputs.get(output.index()));
  }
}
