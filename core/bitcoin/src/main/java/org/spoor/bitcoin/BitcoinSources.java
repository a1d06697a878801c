package org.spoor.bitcoin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.spoor.bitcoin.esplora.EsploraServer;
import org.spoor.bitcoin.esplora.Tips;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.AnswerStore;
import org.spoor.endpoint.Budget;
import org.spoor.endpoint.Meter;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.OfflineNode;
import org.spoor.endpoint.PatientNode;
import org.spoor.endpoint.RememberingNode;
import org.spoor.endpoint.RestNode;
import org.spoor.endpoint.Usage;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;

/** The server that Bitcoin is read from, with what it has answered before. */
public final class BitcoinSources implements AutoCloseable {

  private final BitcoinSettings settings;
  private final AnswerStore store;
  private final Meter meter;
  private final Node node;
  private final List<BitcoinReader> readers = new CopyOnWriteArrayList<>();
  private @Nullable Tip tip;
  private List<String> noticed = List.of();

  private BitcoinSources(BitcoinSettings settings, AnswerStore store) {
    this.settings = settings;
    this.store = store;
    this.meter = Meter.of(Budget.of(settings.maxCalls()));
    this.node = node();
  }

  /**
   * Opens the way to the server without asking it anything yet.
   *
   * @throws SpoorException UNAVAILABLE if the cache cannot be used
   */
  public static BitcoinSources open(BitcoinSettings settings) {
    return new BitcoinSources(settings, AnswerStore.open(settings.cache()));
  }

  /** Answers belong to the network: its first block is asked for before anything else. */
  private Node node() {
    String chain = settings.network().chain().id();
    return settings.offline()
        ? OfflineNode.of(settings.endpoint().name(), store, chain, meter)
        : RememberingNode.of(
            EsploraServer.inBatches(PatientNode.of(RestNode.of(settings.endpoint(), meter))),
            store,
            chain,
            meter,
            EsploraServer.check(settings.network(), () -> this.node));
  }

  /**
   * The last block that counts, the same for the whole run.
   *
   * @throws SpoorException UNAVAILABLE if the server cannot be used
   */
  public synchronized Tip tip() {
    if (tip == null) {
      Tips tips = new Tips(node, settings.network(), store, settings.endpoint().identity());
      tip = settings.offline() ? tips.remembered(settings.asOf()) : tips.now(settings.asOf());
      noticed = tips.noticed();
    }
    return tip;
  }

  private Server server() {
    return EsploraServer.of(node, settings.network(), tip());
  }

  /**
   * A reader of the chain up to {@link #tip}.
   *
   * @param thefts transactions that are fetched side by side, for they will be asked for
   * @throws SpoorException UNAVAILABLE if the server cannot be used
   */
  public BitcoinReader reader(Collection<TxId> thefts) {
    BitcoinReader reader = new BitcoinReader(server(), settings.network());
    reader.expectTransactions(thefts);
    readers.add(reader);
    return reader;
  }

  /** That the budget did not suffice for all that readers were asked, in words. */
  public Optional<String> cutShort() {
    return readers.stream().flatMap(reader -> reader.cutShort().stream()).findFirst();
  }

  /** What is not as it was when the server was last asked, in words. */
  public synchronized List<String> noticed() {
    return noticed;
  }

  /** What the server was asked since it was opened. */
  public Usage usage() {
    return meter.usage();
  }

  public AnswerStore store() {
    return store;
  }

  @Override
  public void close() {
    readers.forEach(BitcoinReader::close);
    store.close();
  }
}
