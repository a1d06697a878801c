package org.spoor.recorded.recording;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.RouterCall;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.LedgerModel;
import org.spoor.model.value.TxId;

/**
 * All that a source has answered to a trace.
 *
 * @param inputs what the answers rest on
 * @param remarks those that hold whatever is asked
 * @param described what the source says of assets
 */
public record Answers(
    List<Head> heads,
    List<Input> inputs,
    List<String> remarks,
    SortedMap<Address, HeldHistory> histories,
    SortedMap<TxId, HeldTransaction> transactions,
    SortedMap<TxId, RouterCall> routerCalls,
    HeldOutputs outputs,
    SortedMap<Asset, AssetDescription> described) {

  public Answers {
    heads = List.copyOf(heads);
    inputs = List.copyOf(inputs);
    remarks = List.copyOf(remarks);
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
    transactions = Collections.unmodifiableSortedMap(new TreeMap<>(transactions));
    routerCalls = Collections.unmodifiableSortedMap(new TreeMap<>(routerCalls));
    described = Collections.unmodifiableSortedMap(new TreeMap<>(described));
  }

  /** Every event of them once, in the order of chains and positions. */
  public List<Transfer> transfers() {
    Stream<Transfer> ofHistories =
        histories.values().stream().flatMap(history -> history.transfers().stream());
    Stream<Transfer> ofTransactions =
        transactions.values().stream()
            .flatMap(held -> held.whole().stream())
            .filter(AccountTransaction.class::isInstance)
            .flatMap(transaction -> ((AccountTransaction) transaction).transfers().stream());
    return Stream.concat(ofHistories, ofTransactions)
        .distinct()
        .sorted(
            Comparator.comparing((Transfer transfer) -> transfer.asset().chain())
                .thenComparing(Transfer::position))
        .toList();
  }

  /** Every transaction of UTXO chains once, in the order of chains and positions. */
  public List<UtxoTransaction> outputTransactions() {
    Stream<UtxoTransaction> asked =
        transactions.values().stream()
            .flatMap(held -> held.whole().stream())
            .filter(UtxoTransaction.class::isInstance)
            .map(UtxoTransaction.class::cast);
    return Stream.concat(asked, outputs.transactions())
        .distinct()
        .sorted(
            Comparator.comparing((UtxoTransaction one) -> one.id().chain())
                .thenComparing(UtxoTransaction::position))
        .toList();
  }

  /** Whether UTXO chains were read. */
  public boolean hasOutputs() {
    return heads.stream().anyMatch(head -> head.chain().model() == LedgerModel.UTXO);
  }
}
