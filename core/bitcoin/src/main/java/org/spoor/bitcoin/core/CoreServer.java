package org.spoor.bitcoin.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/** A Bitcoin Core with an index of all transactions, asked over JSON-RPC. */
public final class CoreServer implements Server {

  private final Node node;
  private final CoreProbing.Able able;
  private final CoreTransactions transactions;
  private final CoreFates fates;

  private CoreServer(
      Node node, CoreProbing.Able able, CoreTransactions transactions, CoreFates fates) {
    this.node = node;
    this.able = able;
    this.transactions = transactions;
    this.fates = fates;
  }

  /**
   * @param able what {@link CoreProbe} found; its tip is the run's
   * @param store where spenders that were found are noted
   */
  public static CoreServer of(
      Node node, Network network, CoreProbing.Able able, AnswerStore store) {
    CoreLine line = new CoreLine(node);
    CoreReading reading = new CoreReading(network);
    CoreTransactions transactions =
        new CoreTransactions(line, reading, network.chain(), able.tip());
    CoreFates fates = new CoreFates(line, reading, transactions, able, new SpenderNotes(store));
    return new CoreServer(node, able, transactions, fates);
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Tip tip() {
    return able.tip();
  }

  @Override
  public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
    return transactions.of(ids);
  }

  @Override
  public Search search() {
    return able.findsSpenders() ? Search.PASS : Search.LOOKUP;
  }

  @Override
  public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
    return fates.of(outputs);
  }

  @Override
  public Optional<List<Confirmed>> block(long height) {
    return transactions.block(height);
  }
}
