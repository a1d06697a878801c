package org.spoor.app.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.Usage;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.EthereumSources;
import org.spoor.ethereum.LookUp;
import org.spoor.ethereum.SourceReport;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CasePack.RawAnswer;

/** The configured endpoints of Ethereum. */
public record EthereumLive(EthereumSources sources) implements LiveSources {

  public static LiveSources open(EthereumSettings settings) {
    return new EthereumLive(EthereumSources.open(settings));
  }

  @Override
  public List<SourceReport> report() {
    return sources.report();
  }

  @Override
  public ChainReader reader(Collection<TheftSource> thefts, Collection<TxId> gains) {
    return sources.reader(thefts, gains);
  }

  @Override
  public LookUp transaction(TxId id) {
    return sources.transaction(id);
  }

  @Override
  public Optional<Amount> held(Address address, Asset asset, long height) {
    return sources.held(address, asset, height);
  }

  @Override
  public long heightAt(Instant time) {
    return sources.heightAt(time);
  }

  @Override
  public Instant timeAt(long height) {
    return sources.timeAt(height);
  }

  @Override
  public Usage usage() {
    return sources.usage();
  }

  @Override
  public List<RawAnswer> answers() {
    return sources.store().used().stream()
        .map(used ->
            new RawAnswer(CHAIN.id(), used.key().method(), used.key().params(), used.sha256()))
        .toList();
  }

  @Override
  public List<String> unusable() {
    return sources.unusable();
  }

  @Override
  public Optional<String> cutShort() {
    return sources.cutShort().or(() -> sources.store().unkept());
  }

  @Override
  public Kept kept() {
    AnswerStore.Size size = sources.store().size();
    return new Kept(size.entries(), size.bytes());
  }

  @Override
  public long forget(Optional<Instant> before) {
    return before.map(sources.store()::prune).orElseGet(sources.store()::clear);
  }

  @Override
  public void close() {
    sources.close();
  }
}
