package org.spoor.app;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.EthereumSources;
import org.spoor.ethereum.SourceReport;
import org.spoor.ethereum.rpc.AnswerStore;
import org.spoor.ethereum.rpc.Usage;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.TxId;

/** The configured endpoints of Ethereum. */
record EthereumLive(EthereumSources sources) implements LiveSources {

  static LiveSources open(EthereumSettings settings) {
    return new EthereumLive(EthereumSources.open(settings));
  }

  @Override
  public List<SourceReport> report() {
    return sources.report();
  }

  @Override
  public ChainReader reader(Collection<TheftSource> thefts) {
    return sources.reader(thefts);
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return sources.transaction(id);
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
  public Optional<String> cutShort() {
    return sources.cutShort();
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
