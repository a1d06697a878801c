package org.spoor.bitcoin.core;

import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;

/** A Bitcoin Core with an index of all transactions, asked over JSON-RPC. */
public final class CoreServer {

  private CoreServer() {}

  /**
   * @param node that answers from its memory what it has answered before
   * @param able what {@link CoreProbe} found; its tip is the run's
   * @param store where spenders that were found are noted
   */
  public static Server of(Node node, Network network, CoreProbing.Able able, AnswerStore store) {
    CoreLine line = new CoreLine(node);
    CoreReading reading = new CoreReading(network);
    var transactions = new CoreTransactions(line, reading, network.chain(), able.tip());
    return new ServerOfParts(
        node,
        able.tip(),
        able.findsSpenders() ? Search.PASS : Search.LOOKUP,
        transactions,
        new CoreFates(line, reading, transactions, able, new SpenderNotes(store, able.tip())),
        transactions,
        store);
  }
}
