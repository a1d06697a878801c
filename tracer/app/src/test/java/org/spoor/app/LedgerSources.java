package org.spoor.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.app.live.LiveSources;
import org.spoor.app.live.Surroundings;
import org.spoor.app.sources.ConfiguredSources;
import org.spoor.bitcoin.BitcoinSources;
import org.spoor.endpoint.Usage;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.EthereumSource;
import org.spoor.ethereum.LookUp;
import org.spoor.ethereum.SourceReport;
import org.spoor.ethereum.source.Capability;
import org.spoor.kit.MemoryLedger;
import org.spoor.model.chain.AccountTransaction;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.chain.Head;
import org.spoor.model.chain.Transfer;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.Token;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CasePack.RawAnswer;

/**
 * Live sources in which a ledger in memory stands for the chain; an endpoint of the name {@code
 * silent} does not answer.
 */
record LedgerSources(EthereumSettings settings, MemoryLedger ledger) implements LiveSources {

  /** The last final block. */
  static final long FINAL = 20;

  /** How the hash of a transaction ends that failed. */
  static final String FAILED = "f";

  /** How the hash of a transaction ends in which calls cannot be seen. */
  static final String OPAQUE = "0";

  /** Surroundings in which nothing is configured and nobody must be asked. */
  static final Surroundings NOBODY =
      new Surroundings(
          Map.of(),
          Path.of("/nobody"),
          Path.of("/nobody"),
          settings -> {
            throw new IllegalStateException("nobody must be asked: " + settings);
          },
          settings -> {
            throw new IllegalStateException("nobody must be asked: " + settings);
          });

  /** Surroundings in which a node is configured that knows a ledger. */
  static Surroundings around(MemoryLedger ledger) {
    return new Surroundings(
        Map.of(ConfiguredSources.URL_VARIABLE, "http://127.0.0.1:8545/secret"),
        Path.of("/nobody"),
        Path.of("/nobody"),
        settings -> new LedgerSources(settings, ledger),
        BitcoinSources::open);
  }

  /** The same, with a file of sources in a folder. */
  static Surroundings around(MemoryLedger ledger, Path folder) {
    return new Surroundings(
        Map.of("SPOOR_CONFIG", folder.toString()),
        Path.of("/nobody"),
        folder,
        settings -> new LedgerSources(settings, ledger),
        BitcoinSources::open);
  }

  @Override
  public List<SourceReport> report() {
    return settings.sources().stream().map(this::report).toList();
  }

  private SourceReport report(EthereumSource source) {
    return source.name().equals("silent")
        ? new SourceReport.Unusable(source, "no connection")
        : new SourceReport.Answering(
            source,
            "Ledger/1.0",
            new Head(Chain.ETHEREUM, FINAL, Instant.EPOCH),
            Set.of(Capability.TRACE_FILTER, Capability.LOGS),
            List.of("old balances"));
  }

  @Override
  public ChainReader reader(Collection<TheftSource> thefts, Collection<TxId> gains) {
    return ledger;
  }

  @Override
  public LookUp transaction(TxId id) {
    long last = settings.asOf().orElse(FINAL);
    return ledger
        .transaction(id)
        .map(found -> lookUp((AccountTransaction) found, last))
        .orElseGet(() -> new LookUp.Unknown("ledger", last));
  }

  private static LookUp lookUp(AccountTransaction found, long last) {
    long height = found.transfers().getFirst().position().height();
    return height > last
        ? new LookUp.Later(height, last)
        : new LookUp.Found(
            found, !found.id().text().endsWith(FAILED), !found.id().text().endsWith(OPAQUE));
  }

  @Override
  public Optional<Amount> held(Address address, Asset asset, long height) {
    return asset instanceof Token
        ? Optional.empty()
        : Optional.of(
            ledger.transfers().stream()
                .filter(transfer -> transfer.position().height() <= height)
                .filter(transfer -> transfer.to().equals(address))
                .map(Transfer::amount)
                .reduce(Amount.ZERO, Amount::plus));
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
  public List<RawAnswer> answers() {
    return List.of(new RawAnswer("ethereum", "eth_getLogs", "[{}]", "0".repeat(64)));
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
