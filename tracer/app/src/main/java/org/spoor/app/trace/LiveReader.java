package org.spoor.app.trace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.PerChainReader;
import org.spoor.model.chain.Source;
import org.spoor.model.value.Address;
import org.spoor.model.value.Asset;
import org.spoor.model.value.AssetDescription;
import org.spoor.model.value.Chain;
import org.spoor.model.value.ChainPosition;
import org.spoor.model.value.OutPoint;

/**
 * One chain as endpoints have it, all others as they are recorded.
 *
 * @param recorded what it has of the chain that is read live is not used, but names of assets
 */
record LiveReader(Chain chain, ChainReader live, ChainReader recorded) implements PerChainReader {

  @Override
  public ChainReader of(Chain asked) {
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
  public boolean readsAhead() {
    return live.readsAhead() || recorded.readsAhead();
  }

  @Override
  public void expect(Collection<Address> addresses) {
    live.expect(addresses.stream().filter(address -> address.chain() == chain).toList());
    recorded.expect(addresses.stream().filter(address -> address.chain() != chain).toList());
  }

  @Override
  public void expectSpends(Collection<OutPoint> outputs, ChainPosition created) {
    outputs.stream()
        .findFirst()
        .ifPresent(output -> of(output.tx().chain()).expectSpends(outputs, created));
  }

  /** What a case lists of an asset goes before what its contract says of itself. */
  @Override
  public Optional<AssetDescription> describe(Asset asset) {
    return recorded.describe(asset).or(() -> of(asset.chain()).describe(asset));
  }
}
