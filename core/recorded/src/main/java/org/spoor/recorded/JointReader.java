package org.spoor.recorded;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.Source;
import org.spoor.model.chain.Spend;
import org.spoor.model.chain.Transfer;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * Histories of several chains, each as its own reader has it.
 *
 * @param first answers for chains without a reader of their own
 */
record JointReader(
    ChainReader first, Map<Chain, ChainReader> readers, List<Source> sources, List<String> remarks)
    implements ChainReader {

  JointReader {
    readers = new EnumMap<>(readers);
    sources = List.copyOf(sources);
    remarks = List.copyOf(remarks);
  }

  private ChainReader of(Chain chain) {
    return readers.getOrDefault(chain, first);
  }

  @Override
  public List<Head> heads() {
    return readers.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().heads().stream().filter(head -> head.chain() == entry.getKey()))
        .toList();
  }

  @Override
  public List<Transfer> history(Address address) {
    return of(address.chain()).history(address);
  }

  @Override
  public Optional<List<Transfer>> ledger(Chain chain) {
    return of(chain).ledger(chain);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    return of(asset.chain()).opening(address, asset, before);
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return of(asset.chain()).coverage(address, asset, from);
  }

  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    return of(asset.chain()).balance(address, asset);
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return of(id.chain()).transaction(id);
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return of(output.tx().chain()).spend(output, created);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return of(chain).block(chain, height);
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return of(asset.chain()).describe(asset);
  }
}
