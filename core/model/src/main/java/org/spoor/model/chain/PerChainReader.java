package org.spoor.model.chain;

import java.util.List;
import java.util.Optional;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** Histories of several chains, each as a reader of its own has it. */
public interface PerChainReader extends ChainReader {

  /** The reader that is asked for a chain. */
  ChainReader of(Chain chain);

  @Override
  default List<String> gaps(Address address) {
    return of(address.chain()).gaps(address);
  }

  @Override
  default List<String> gaps(TxId id) {
    return of(id.chain()).gaps(id);
  }

  @Override
  default List<Transfer> history(Address address) {
    return of(address.chain()).history(address);
  }

  @Override
  default Optional<List<Transfer>> ledger(Chain chain) {
    return of(chain).ledger(chain);
  }

  @Override
  default boolean isBusier(Address address, int most) {
    return of(address.chain()).isBusier(address, most);
  }

  @Override
  default Optional<RouterCall> routerCall(TxId id) {
    return of(id.chain()).routerCall(id);
  }

  @Override
  default Opening opening(Address address, Asset asset, ChainPosition before) {
    return of(asset.chain()).opening(address, asset, before);
  }

  @Override
  default Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return of(asset.chain()).coverage(address, asset, from);
  }

  @Override
  default Optional<Amount> balance(Address address, Asset asset) {
    return of(asset.chain()).balance(address, asset);
  }

  @Override
  default Optional<ChainTransaction> transaction(TxId id) {
    return of(id.chain()).transaction(id);
  }

  @Override
  default Spend spend(OutPoint output, ChainPosition created) {
    return of(output.tx().chain()).spend(output, created);
  }

  @Override
  default Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return of(chain).block(chain, height);
  }

  @Override
  default Optional<AssetDescription> describe(Asset asset) {
    return of(asset.chain()).describe(asset);
  }
}
