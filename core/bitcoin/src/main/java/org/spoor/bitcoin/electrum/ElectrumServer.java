package org.spoor.bitcoin.electrum;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.bitcoin.parse.Network;
import org.spoor.bitcoin.source.Asking;
import org.spoor.bitcoin.source.Confirmed;
import org.spoor.bitcoin.source.Fate;
import org.spoor.bitcoin.source.Server;
import org.spoor.bitcoin.source.Tip;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A server of the Electrum protocol: electrs, Fulcrum, ElectrumX.
 *
 * <p>Of what it says, transactions are proven by their bytes, what inputs are worth by those of
 * their parents, and that a transaction is in a block by the block's header. Its word alone are:
 * which block is at a height, and that an output is unspent.
 */
final class ElectrumServer implements Server {

  private final Node node;
  private final Tip tip;
  private final ElectrumTransactions transactions;
  private final ElectrumFates fates;
  private final ElectrumBlocks blocks;

  /**
   * @param node that answers from its memory what it has answered before
   * @param tip the last block that the run reads
   */
  ElectrumServer(Node node, Network network, Tip tip, AnswerStore store) {
    Asking asking = new Asking(node);
    ElectrumAnswers answers = new ElectrumAnswers(network);
    this.node = node;
    this.tip = tip;
    this.transactions = new ElectrumTransactions(asking, answers, network, tip, store);
    this.fates = new ElectrumFates(asking, answers, transactions, tip);
    this.blocks = new ElectrumBlocks(asking, answers, network, store);
  }

  @Override
  public String name() {
    return node.name();
  }

  @Override
  public Tip tip() {
    return tip;
  }

  @Override
  public Map<TxId, Confirmed> transactions(Set<TxId> ids) {
    return transactions.of(ids);
  }

  @Override
  public Map<TxId, BareTransaction> bare(Set<TxId> ids) {
    return transactions.bare(ids);
  }

  @Override
  public Map<OutPoint, Fate> fates(Set<OutPoint> outputs) {
    return fates.of(outputs);
  }

  @Override
  public Optional<List<Confirmed>> block(long height) {
    return height < 0 || height > tip.height() ? Optional.empty() : Optional.of(blocks.at(height));
  }
}
