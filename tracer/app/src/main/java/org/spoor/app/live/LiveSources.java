package org.spoor.app.live;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.spoor.endpoint.Usage;
import org.spoor.ethereum.EthereumSettings;
import org.spoor.ethereum.LookUp;
import org.spoor.ethereum.SourceReport;
import org.spoor.model.chain.ChainReader;
import org.spoor.model.incident.TheftSource;
import org.spoor.model.value.Address;
import org.spoor.model.value.Amount;
import org.spoor.model.value.Asset;
import org.spoor.model.value.Chain;
import org.spoor.model.value.TxId;
import org.spoor.recorded.CasePack.RawAnswer;

/** Port: the endpoints that a chain is read from while it grows, with what they have answered. */
public interface LiveSources extends AutoCloseable {

  /** The chain that is read. */
  Chain CHAIN = Chain.ETHEREUM;

  /** Opens endpoints without asking them anything yet. */
  interface Opener {
    LiveSources open(EthereumSettings settings);
  }

  /** What each endpoint can do, in the order of the settings. */
  List<SourceReport> report();

  /**
   * A reader of the chain up to its finalised head.
   *
   * @param thefts histories are wanted from the earliest of them and of the gains on
   * @param gains transactions in which what was stolen elsewhere arrives
   * @throws org.spoor.model.SpoorException UNAVAILABLE if no endpoint is usable, or a theft is not
   *     final yet
   */
  ChainReader reader(Collection<TheftSource> thefts, Collection<TxId> gains);

  /** A transaction up to the last block that is read. */
  LookUp transaction(TxId id);

  /** What an address held after a block; nothing if the asset's contract does not tell. */
  Optional<Amount> held(Address address, Asset asset, long height);

  /** The last block that is not later. */
  long heightAt(Instant time);

  Instant timeAt(long height);

  /** What has been asked since it was opened. */
  Usage usage();

  /** The raw answers that this process has been given, fetched or remembered. */
  List<RawAnswer> answers();

  /** Nodes that were to be asked and could not be used, each with the reason. */
  default List<String> unusable() {
    return List.of();
  }

  /**
   * That a limit of calls did not suffice for all that readers were asked, or the disk for keeping
   * the answers, in words.
   */
  default Optional<String> cutShort() {
    return Optional.empty();
  }

  /** How much is kept of what was answered. */
  Kept kept();

  /**
   * Forgets answers.
   *
   * @param before only those that were kept earlier; absent: all
   * @return how many
   */
  long forget(Optional<Instant> before);

  @Override
  void close();

  /** Answers that are kept on disk. */
  record Kept(long answers, long bytes) {}
}
