package org.spoor.bitcoin.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitcoinj.core.Transaction;
import org.bitcoinj.core.TransactionOutPoint;
import org.spoor.bitcoin.regtest.Payment;
import org.spoor.bitcoin.regtest.RegtestChain;
import org.spoor.model.chain.UtxoTransaction;
import org.spoor.model.chain.UtxoTransaction.Input;
import org.spoor.model.value.Chain;
import org.spoor.model.value.OutPoint;
import org.spoor.model.value.TxId;

/**
 * A chain that a server knows, and what waits for its next block.
 *
 * @param waiting transactions that are in no block
 */
public record ServedHistory(RegtestChain chain, List<Transaction> waiting) {

  /** How far below the last block the tip is: six confirmations. */
  private static final long ABOVE = 5;

  /** Two compressed public keys, of which one has to sign. */
  private static final String MULTISIG =
      "5121" + "02" + "11".repeat(32) + "21" + "03" + "22".repeat(32) + "52ae";

  /** OP_RETURN and two bytes. */
  private static final String NOTE = "6a020102";

  /**
   * A theft that is split, merged and split again, with outputs of many kinds; beside it somebody
   * who is paid at the same address again and again. One output is spent above the tip, one by what
   * waits, some never.
   */
  public static ServedHistory theft() {
    RegtestChain chain = RegtestChain.begin();
    chain.mineEmpty(3);
    Transaction theft =
        new Payment()
            .from(chain.coinbase(1), 0)
            .to("thief", 3_000_000_000L)
            .to("change", 1_999_990_000L)
            .transaction();
    chain.mine(theft).mineEmpty(2);
    Transaction split =
        new Payment()
            .from(theft, 0)
            .to("left", 1_000_000_000L)
            .to("right", 1_500_000_000L)
            .toScript(MULTISIG, 499_980_000L)
            .toScript(NOTE, 0)
            .transaction();
    Transaction atOnce = new Payment().from(split, 0).to("left", 999_990_000L).transaction();
    chain.mine(split, atOnce).mineEmpty(1);
    Transaction merged =
        new Payment()
            .from(atOnce, 0)
            .from(split, 2)
            .from(chain.coinbase(2), 0)
            .to("exchange", 6_000_000_000L)
            .to("thief", 400_000_000L)
            .transaction();
    chain.mine(merged).mineEmpty(6);
    Transaction late = new Payment().from(split, 1).to("late", 1_499_990_000L).transaction();
    chain.mine(late).mineEmpty(2);
    Transaction waits = new Payment().from(merged, 1).to("soon", 399_990_000L).transaction();
    return new ServedHistory(chain, List.of(waits));
  }

  /** The height of the last block that counts. */
  public long tip() {
    return Math.max(0, chain.height() - ABOVE);
  }

  /** Every transaction but that of the first block, which nobody can spend. */
  public List<UtxoTransaction> all() {
    return chain.transactions().stream().filter(t -> t.position().height() > 0).toList();
  }

  /** Those in blocks that count. */
  public List<UtxoTransaction> counting() {
    return all().stream().filter(t -> t.position().height() <= tip()).toList();
  }

  /** The outputs that blocks that count have made. */
  public List<OutPoint> outputs() {
    return counting().stream()
        .flatMap(t -> IntStream.range(0, t.outputs().size()).mapToObj(i -> new OutPoint(t.id(), i)))
        .toList();
  }

  /** What a server that knows all should say of an output. */
  public Fate fate(OutPoint output) {
    Optional<UtxoTransaction> spender =
        all().stream()
            .filter(t -> t.inputs().stream().map(Input::spent).anyMatch(output::equals))
            .findFirst();
    return spender
        .<Fate>map(by ->
            by.position().height() <= tip() ? new Fate.Spent(by.id()) : new Fate.Pending(by.id()))
        .or(() -> waitingSpender(output).map(Fate.Pending::new))
        .orElseGet(Fate.Unspent::new);
  }

  private Optional<TxId> waitingSpender(OutPoint output) {
    return waiting.stream()
        .filter(t -> t.getInputs().stream().anyMatch(i -> place(i.getOutpoint()).equals(output)))
        .map(ServedHistory::id)
        .findFirst();
  }

  public static OutPoint place(TransactionOutPoint named) {
    return new OutPoint(
        new TxId(Chain.BITCOIN_REGTEST, named.hash().toString()), (int) named.index());
  }

  public static TxId id(Transaction transaction) {
    return new TxId(Chain.BITCOIN_REGTEST, transaction.getTxId().toString());
  }
}
