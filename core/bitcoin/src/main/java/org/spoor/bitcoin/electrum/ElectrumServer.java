package org.spoor.bitcoin.electrum;

import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Search;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.ServerOfParts;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;

/**
 * A server of the Electrum protocol: electrs, Fulcrum, ElectrumX.
 *
 * <p>Of what it says, transactions are proven by their bytes, what inputs are worth by those of
 * their parents, and that a transaction is in a block by the block's header. Its word alone are:
 * which block is at a height, and that an output is unspent.
 */
final class ElectrumServer {

  private ElectrumServer() {}

  /**
   * @param node that answers from its memory what it has answered before
   * @param tip the last block that the run reads
   */
  static Server of(Node node, Network network, Tip tip, AnswerStore store) {
    Asking asking = new Asking(node);
    ElectrumAnswers answers = new ElectrumAnswers(network);
    var transactions = new ElectrumTransactions(asking, answers, network, tip, store);
    return new ServerOfParts(
        node,
        tip,
        Search.LOOKUP,
        transactions,
        new ElectrumFates(asking, answers, transactions, tip),
        new ElectrumBlocks(asking, answers, network, tip, store),
        store);
  }
}
