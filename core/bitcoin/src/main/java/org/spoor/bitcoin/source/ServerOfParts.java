package org.spoor.bitcoin.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.spoor.bitcoin.parse.BareTransaction;
import org.spoor.endpoint.Call;
import org.spoor.endpoint.Node;
import org.spoor.endpoint.store.AnswerStore;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A server as several parts that speak with one node.
 *
 * @param tip the last block that the run reads
 * @param store of the node's answers, and of what was found out with them
 */
public record ServerOfParts(
    Node node,
    Tip tip,
    Search search,
    Transactions transactions,
    Fates fates,
    WholeBlocks blocks,
    AnswerStore store)
    implements Server {

  /** Finds transactions. */
  public interface Transactions {

    /** Those that are in a block up to the tip. */
    Map<TxId, Confirmed> of(Set<TxId> ids);

    /** Those that the server has, in a block or not. */
    Map<TxId, BareTransaction> bare(Set<TxId> ids);

    /** What was said of transactions that no bytes prove. */
    Said said(Set<TxId> ids);
  }

  /** Tells what became of outputs. */
  public interface Fates {
    Map<OutPoint, Fate> of(Set<OutPoint> outputs);
  }

  /** Gives whole blocks. */
  public interface WholeBlocks {
    /**
     * @param height up to that of the tip
     */
    List<Confirmed> at(long height);

    /** What was said of such a block that no bytes prove. */
    List<Call> said(long height);
  }

  /**
   * What may be wrong where a server contradicts itself.
   *
   * @param calls of which the answers are kept
   * @param notes with what their names begin
   */
  public record Said(List<Call> calls, List<String> notes) {

    public Said {
      calls = List.copyOf(calls);
      notes = List.copyOf(notes);
    }
  }

  @Override
  public String name() {
    return node.name();
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

  @Override
  public void doubt(Set<TxId> ids) {
    Said said = transactions.said(ids);
    node.forget(said.calls());
    said.notes().forEach(store::forget);
  }

  @Override
  public void doubt(long height) {
    node.forget(blocks.said(height));
  }
}
