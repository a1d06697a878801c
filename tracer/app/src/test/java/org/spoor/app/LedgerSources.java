package org.spoor.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.SourceReport;
import org.spoor.ethereum.rpc.Endpoint;
import org.spoor.ethereum.rpc.Usage;
import org.spoor.ethereum.source.Capability;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.ChainTransaction;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;

/**
 * Live sources in which a ledger in memory stands for the chain; an endpoint of the name {@code
 * silent} does not answer.
 */
record LedgerSources(EthereumSettings settings, MemoryLedger ledger) implements LiveSources {

  /** Surroundings in which nothing is configured and nobody must be asked. */
  static final Surroundings NOBODY =
      new Surroundings(
          Map.of(),
          Path.of("/nobody"),
          Path.of("/nobody"),
          settings -> {
            throw new IllegalStateException("nobody must be asked: " + settings);
          });

  /** Surroundings in which a node is configured that knows a ledger. */
  static Surroundings around(MemoryLedger ledger) {
    return new Surroundings(
        Map.of(ConfiguredSources.URL_VARIABLE, "http://127.0.0.1:8545/secret"),
        Path.of("/nobody"),
        Path.of("/nobody"),
        settings -> new LedgerSources(settings, ledger));
  }

  /** The same, with a file of sources in a folder. */
  static Surroundings around(MemoryLedger ledger, Path folder) {
    return new Surroundings(
        Map.of("SPOOR_CONFIG", folder.toString()),
        Path.of("/nobody"),
        folder,
        settings -> new LedgerSources(settings, ledger));
  }

  @Override
  public List<SourceReport> report() {
    return settings.endpoints().stream().map(this::report).toList();
  }

  private SourceReport report(Endpoint endpoint) {
    return endpoint.name().equals("silent")
        ? new SourceReport.Unusable(endpoint, "no connection")
        : new SourceReport.Answering(
            endpoint,
            "Ledger/1.0",
            new Head(Chain.ETHEREUM, 20, Instant.EPOCH),
            Set.of(Capability.TRACE_FILTER, Capability.LOGS),
            List.of("old balances"));
  }

  @Override
  public ChainReader reader(Collection<TheftSource> thefts) {
    return ledger;
  }

  @Override
  public Optional<ChainTransaction> transaction(TxId id) {
    return ledger.transaction(id);
  }

  @Override
  public long heightAt(Instant time) {
    return ledger.transfers().stream()
        .filter(transfer -> !transfer.time().isAfter(time))
        .mapToLong(transfer -> transfer.position().height())
        .max()
        .orElse(0);
  }

  @Override
  public Instant timeAt(long height) {
    return ledger.transfers().stream()
        .filter(transfer -> transfer.position().height() <= height)
        .map(Transfer::time)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  @Override
  public Usage usage() {
    return settings.offline() ? new Usage(0, 0, 0, 1234) : new Usage(1234, 12, 56789, 0);
  }

  @Override
  public Optional<String> cutShort() {
    return settings.maxCalls().isPresent()
        ? Optional.of("the run was cut short: " + settings.maxCalls().getAsLong())
        : Optional.empty();
  }

  @Override
  public Kept kept() {
    return new Kept(1234, 56789);
  }

  @Override
  public long forget(Optional<Instant> before) {
    return before.isEmpty() ? 1234 : 34;
  }

  @Override
  public void close() {}
}
