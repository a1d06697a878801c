package org.spoor.model.chain;

import java.util.Collection;
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

/**
 * A chain reader that answers as another does, but for what a subclass answers itself.
 *
 * <p>{@link #ledger} is not forwarded: who reads that would pass by what a subclass does with
 * {@link #history}.
 */
public abstract class ForwardingReader implements ChainReader {

  protected final ChainReader source;

  protected ForwardingReader(ChainReader source) {
    this.source = source;
  }

  @Override
  public List<Head> heads() {
    return source.heads();
  }

  @Override
  public List<Source> sources() {
    return source.sources();
  }

  @Override
  public List<String> remarks() {
    return source.remarks();
  }

  @Override
  public List<String> gaps(Address address) {
    return source.gaps(address);
  }

  @Override
  public List<String> gaps(TxId id) {
    return source.gaps(id);
  }

  @Override
  public List<Transfer> history(Address address) {
    return source.history(address);
  }

  @Override
  public boolean isBusier(Address address, int most) {
    return source.isBusier(address, most);
  }

  @Override
  public boolean readsAhead() {
    return source.readsAhead();
  }

  @Override
  public void expect(Collection<Address> addresses) {
    source.expect(addresses);
  }

  @Override
  public void expectSpends(Collection<OutPoint> outputs, ChainPosition created) {
    source.expectSpends(outputs, created);
  }

  @Override
  public Opening opening(Address address, Asset asset, ChainPosition before) {
    return source.opening(address, asset, before);
  }

  @Override
  public Coverage coverage(Address address, Asset asset, ChainPosition from) {
    return source.coverage(address, asset, from);
  }

  @Override
  public Optional<Amount> balance(Address address, Asset asset) {
    return source.balance(address, asset);
  }

  @Override
  public Optional<RouterCall> routerCall(TxId id) {
    return source.routerCall(id);
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return source.transaction(id);
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return source.spend(output, created);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain chain, long height) {
    return source.block(chain, height);
  }

  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return source.describe(asset);
  }
}
