package org.spoor.recorded.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.Party;
import org.spoor.model.value.TxId;

/** The recorded transactions of UTXO chains. */
public final class UtxoLedger {

  private final Map<TxId, UtxoTransaction> transactions = new HashMap<>();
  private final Map<OutPoint, Spend> spends = new HashMap<>();
  private final Map<Creation, Spend> endsOfOverwritten = new HashMap<>();
  private final Map<Block, List<UtxoTransaction>> blocks = new HashMap<>();

  /** An output that a later one of the same name has replaced. */
  private record Creation(OutPoint output, ChainPosition at) {

    boolean isOf(OutPoint other, long height) {
      return output.equals(other) && at.height() == height;
    }
  }

  private record Block(Chain chain, long height) {}

  /** Takes the next transaction of a chain, in order of position. */
  void add(UtxoTransaction transaction) {
    UtxoTransaction earlier = transactions.put(transaction.id(), transaction);
    if (earlier != null) {
      overwrite(earlier);
    }
    transaction.inputs().forEach(i -> spends.put(i.spent(), new Spend.By(transaction)));
    blocks
        .computeIfAbsent(
            new Block(transaction.id().chain(), transaction.position().height()),
            _ -> new ArrayList<>())
        .add(transaction);
  }

  private void overwrite(UtxoTransaction earlier) {
    for (int i = 0; i < earlier.outputs().size(); i++) {
      OutPoint output = earlier.outPoint(i);
      Spend spend = spends.remove(output);
      endsOfOverwritten.put(
          new Creation(output, earlier.position()),
          spend == null ? new Spend.Overwritten() : spend);
    }
  }

  public Optional<UtxoTransaction> transaction(TxId id) {
    return Optional.ofNullable(transactions.get(id));
  }

  /** Every transaction of every chain, in order of position within a chain. */
  public Stream<UtxoTransaction> inOrder() {
    return blocks.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<Block, List<UtxoTransaction>> b) -> b.getKey().chain())
                .thenComparingLong(b -> b.getKey().height()))
        .flatMap(block -> block.getValue().stream());
  }

  /** What the records say of an output's fate. */
  public Optional<Spend> spend(OutPoint output, ChainPosition created) {
    return Optional.ofNullable(endsOfOverwritten.get(new Creation(output, created)))
        .or(() -> spend(output));
  }

  /**
   * The same.
   *
   * @param height of the block that created it
   */
  public Optional<Spend> spend(OutPoint output, long height) {
    return endsOfOverwritten.entrySet().stream()
        .filter(end -> end.getKey().isOf(output, height))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> spend(output));
  }

  /** What the records say of the fate of the last output of that name. */
  public Optional<Spend> spend(OutPoint output) {
    return Optional.ofNullable(spends.get(output));
  }

  /** The recorded output of that name. */
  Optional<UtxoTransaction.Output> output(OutPoint name) {
    return transaction(name.tx())
        .filter(t -> name.index() < t.outputs().size())
        .map(t -> t.outputs().get(name.index()));
  }

  public Optional<Party> owner(OutPoint name) {
    return output(name).map(UtxoTransaction.Output::owner);
  }

  /** The transactions of a block in their order, if its coinbase is among them. */
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return Optional.ofNullable(blocks.get(new Block(chain, height)))
        .filter(block -> block.stream().anyMatch(UtxoTransaction::isCoinbase))
        .map(UtxoLedger::coinbaseFirst);
  }

  private static List<UtxoTransaction> coinbaseFirst(List<UtxoTransaction> block) {
    return block.stream().sorted(Comparator.comparing(t -> !t.isCoinbase())).toList();
  }

  /** The last recorded block; of no known height if no transaction states one. */
  public Optional<Head> head(Chain chain) {
    return blocks.entrySet().stream()
        .filter(block -> block.getKey().chain() == chain)
        .max(Comparator.comparingLong(block -> block.getKey().height()))
        .map(b -> new Head(chain, knownHeight(b.getValue()), b.getValue().getLast().time()));
  }

  private static OptionalLong knownHeight(List<UtxoTransaction> block) {
    return block.stream().flatMapToLong(t -> t.position().knownHeight().stream()).findFirst();
  }
}
