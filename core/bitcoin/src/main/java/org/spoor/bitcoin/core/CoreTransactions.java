package org.spoor.bitcoin.core;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.spoor.bitcoin.core.CoreReading.Spendings;
import org.spoor.bitcoin.core.CoreReading.Told;
import org.spoor.bitcoin.parse.BareBlock;
import org.spoor.bitcoin.parse.BareHeader;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.bitcoin.source.ServerOfParts.Said;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Together;
import org.spoor.model.SpoorException;
import org.spoor.model.chain.UtxoTransaction.Output;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Finds transactions, and whole blocks of them, up to the tip. */
record CoreTransactions(CoreLine line, CoreReading reading, Chain chain, Tip tip)
    implements ServerOfParts.Transactions, ServerOfParts.WholeBlocks {

  /** Transactions, or the blocks that hold them, of which answers are in memory at once. */
  private static final int AT_ONCE = 100;

  /**
   * Those of the transactions that are in a block up to the tip. Where a transaction stands was
   * kept without the tip: one that is said to be in a block that is not in the chain is asked for
   * anew.
   */
  @Override
  public Map<TxId, Confirmed> of(Set<TxId> ids) {
    Map<TxId, Told> told = told(ids);
    Map<String, Held> blocks = blocks(told.values());
    Set<TxId> moved = new HashSet<>();
    told.forEach((id, each) ->
        each.block().filter(hash -> !blocks.containsKey(hash)).ifPresent(_ -> moved.add(id)));
    if (!moved.isEmpty()) {
      line.node().forget(said(moved).calls());
      Map<TxId, Told> anew = told(moved);
      told.keySet().removeAll(moved);
      told.putAll(anew);
      blocks.putAll(blocks(anew.values()));
    }
    return confirmed(told.values(), blocks);
  }

  private Map<TxId, Confirmed> confirmed(Collection<Told> told, Map<String, Held> blocks) {
    Map<TxId, Confirmed> confirmed = new HashMap<>();
    for (Told each : told) {
      each.block()
          .map(hash -> held(each.bare().id(), hash, blocks))
          .filter(block -> block.height() <= tip.height())
          .ifPresent(block -> confirmed.put(each.bare().id(), confirmed(each, block)));
    }
    return confirmed;
  }

  private Held held(TxId id, String hash, Map<String, Held> blocks) {
    return Optional.ofNullable(blocks.get(hash))
        .orElseThrow(() ->
            SpoorException.unavailable(
                "%s: transaction %s is said to be in block %s, which is not in the chain"
                    .formatted(line.node().name(), id, hash)));
  }

  /**
   * A block of the chain.
   *
   * @param indexes of its transactions, proven by its header
   */
  private record Held(long height, Instant time, Map<TxId, Integer> indexes) {}

  /** Those of the blocks in which transactions are said to be that are in the chain. */
  private Map<String, Held> blocks(Collection<Told> told) {
    List<String> named = told.stream().flatMap(each -> each.block().stream()).distinct().toList();
    Map<String, Held> blocks = new HashMap<>();
    for (List<String> hashes : Together.pieces(named, AT_ONCE)) {
      List<Call> calls = hashes.stream().flatMap(hash -> calls(hash).stream()).toList();
      Map<Call, CoreAnswer> answers = line.ask(calls, call -> call, (_, answer) -> answer);
      hashes.forEach(hash -> held(hash, answers).ifPresent(block -> blocks.put(hash, block)));
    }
    return blocks;
  }

  private List<Call> calls(String hash) {
    return List.of(
        CoreCalls.standing(hash, tip),
        CoreCalls.header(hash),
        CoreCalls.block(hash, CoreCalls.IDS));
  }

  private Optional<Held> held(String hash, Map<Call, CoreAnswer> answers) {
    return Optional.ofNullable(answers.get(CoreCalls.standing(hash, tip)))
        .flatMap(answer -> reading.standing(hash, answer))
        .map(height -> held(hash, height, answers));
  }

  private Held held(String hash, long height, Map<Call, CoreAnswer> answers) {
    Call listing = CoreCalls.block(hash, CoreCalls.IDS);
    BareHeader header = reading.header(hash, of(answers, CoreCalls.header(hash)));
    List<TxId> ids = reading.listed(hash, of(answers, listing)).ids();
    if (!Blocks.merkleRoot(ids, "block " + hash).equals(header.merkleRoot())) {
      line.node().forget(List.of(listing));
      throw SpoorException.malformedData(
          "%s: %s: the header commits to other transactions"
              .formatted(line.node().name(), listing));
    }
    Map<TxId, Integer> indexes = new HashMap<>();
    ids.forEach(id -> indexes.putIfAbsent(id, indexes.size()));
    return new Held(height, header.time(), indexes);
  }

  private CoreAnswer of(Map<Call, CoreAnswer> answers, Call call) {
    return Optional.ofNullable(answers.get(call))
        .orElseThrow(() ->
            SpoorException.unavailable(
                "%s: %s: it has no such block".formatted(line.node().name(), call)));
  }

  @Override
  public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    Map<TxId, BareTransaction> bare = new HashMap<>();
    told(ids).forEach((id, told) -> bare.put(id, told.bare()));
    return bare;
  }

  /** What inputs are worth, and what was found to spend the outputs. */
  @Override
  public Said said(Set<TxId> ids) {
    return new Said(
        ids.stream().map(CoreCalls::transaction).toList(),
        ids.stream().map(SpenderNotes::beginning).toList());
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

  private Confirmed confirmed(Told told, Held block) {
    TxId id = told.bare().id();
    int index =
        Optional.ofNullable(block.indexes().get(id))
            .orElseThrow(() ->
                SpoorException.malformedData(
                    "%s: transaction %s is not in block %d, where it is said to be"
                        .formatted(line.node().name(), id, block.height())));
    return new Confirmed(
        told.bare(), new ChainPosition(block.height(), index, 0), block.time(), told.stated());
  }

  /** With what its transactions spend. */
  @Override
  public List<Confirmed> at(long height) {
    String hash = hash(height);
    BareBlock block =
        line.one(CoreCalls.block(hash, CoreCalls.BYTES), answer -> reading.bytes(hash, answer));
    Map<TxId, List<Output>> stated = stated(hash, height, block);
    return IntStream.range(0, block.transactions().size())
        .mapToObj(i -> confirmed(block, height, i, stated))
        .toList();
  }

  private String hash(long height) {
    return line.one(CoreCalls.hash(height, tip), CoreAnswer::hash);
  }

  /** At which height it is, and what its inputs are worth. */
  @Override
  public List<Call> said(long height) {
    return List.of(CoreCalls.hash(height, tip), CoreCalls.block(hash(height), CoreCalls.PREVOUTS));
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
