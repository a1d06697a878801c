package org.spoor.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Opening;
import org.spoor.model.chain.RouterCall;
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
 * One chain as endpoints have it, all others as they are recorded.
 *
 * @param recorded what it has of the chain that is read live is not used, but names of assets
 */
record LiveReader(Chain chain, ChainReader live, ChainReader recorded) implements ChainReader {

  private ChainReader of(Chain asked) {
    return asked == chain ? live : recorded;
  }

  @Override
  public List<Head> heads() {
    return Stream.concat(
            live.heads().stream(), recorded.heads().stream().filter(head -> head.chain() != chain))
        .sorted(Comparator.comparing(Head::chain))
        .toList();
  }

  @Override
  public List<Source> sources() {
    return Stream.concat(recorded.sources().stream(), live.sources().stream()).toList();
  }

  @Override
  public List<String> remarks() {
    Stream<String> unused =
        recorded.heads().stream()
            .filter(head -> head.chain() == chain)
            .map(head -> "recorded data of %s are not used: it was read live".formatted(chain));
    return Stream.of(recorded.remarks().stream(), unused, live.remarks().stream())
        .flatMap(remarks -> remarks)
        .toList();
  }

  @Override
  public List<Transfer> history(Address address) {
    return of(address.chain()).history(address);
  }

  @Override
  public boolean isBusier(Address address, int most) {
    return of(address.chain()).isBusier(address, most);
  }

  @Override
  public Optional<List<Transfer>> ledger(Chain asked) {
    return of(asked).ledger(asked);
  }

  @Override
  public boolean readsAhead() {
    return live.readsAhead();
  }

  @Override
  public void expect(Collection<Address> addresses) {
    live.expect(addresses.stream().filter(address -> address.chain() == chain).toList());
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
  public Optional<RouterCall> routerCall(TxId id) {
    return of(id.chain()).routerCall(id);
  }

  @Override
  public Spend spend(OutPoint output, ChainPosition created) {
    return of(output.tx().chain()).spend(output, created);
  }

  @Override
  public Optional<List<UtxoTransaction>> block(Chain asked, long height) {
    return of(asked).block(asked, height);
  }

  /** What a case lists of an asset goes before what its contract says of itself. */
  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return recorded.describe(asset).or(() -> of(asset.chain()).describe(asset));
  }
}
