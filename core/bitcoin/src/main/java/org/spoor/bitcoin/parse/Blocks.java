package org.spoor.bitcoin.parse;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.ProtocolException;
import org.bitcoinj.core.Transaction;
import org.spoor.model.SpoorException;
import org.spoor.model.value.TxId;

/**
 * Reads blocks of one network from their bytes and checks what bytes alone can show: that the
 * header commits to these transactions, that the first of them alone is a coinbase.
 */
public final class Blocks {

  private final Transactions transactions;

  public Blocks(Network network) {
    this.transactions = new Transactions(network);
  }

  /**
   * @param what how messages call it
   * @throws SpoorException MALFORMED_DATA if it is no valid block
   */
  public BareBlock read(byte[] raw, String what) {
    return bare(checked(raw, what), what);
  }

  /**
   * What a block says that was {@link #checked}.
   *
   * @param what how messages call it
   * @throws SpoorException MALFORMED_DATA if a transaction says what no valid one can
   */
  public BareBlock bare(Block block, String what) {
    return new BareBlock(
        block.getHashAsString(),
        block.getPrevBlockHash().toString(),
        block.time(),
        contained(block, what).stream().map(transactions::bare).toList());
  }

  /**
   * The block as bitcoinj has it, with at least one transaction.
   *
   * @param what how messages call it
   * @throws SpoorException MALFORMED_DATA if it is no valid block
   */
  public static Block checked(byte[] raw, String what) {
    return checked(parsed(raw, what), what);
  }

  /** The same of a block that bitcoinj has read. */
  public static Block checked(Block block, String what) {
    List<Transaction> contained = contained(block, what);
    if (!block
        .getMerkleRoot()
        .equals(root(contained.stream().map(Transaction::getTxId).toList(), what))) {
      throw malformed(what, "its header commits to other transactions");
    }
    for (int i = 0; i < contained.size(); i++) {
      if (contained.get(i).isCoinBase() != (i == 0)) {
        throw malformed(what, "transaction %d is %s coinbase".formatted(i, i == 0 ? "no" : "a"));
      }
    }
    return block;
  }

  private static Block parsed(byte[] raw, String what) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(raw);
      Block block = Block.read(rest);
      if (rest.hasRemaining()) {
        throw malformed(what, "%d bytes behind its end".formatted(rest.remaining()));
      }
      return block;
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      throw malformed(what, "its bytes are no block");
    }
  }

  private static List<Transaction> contained(Block block, String what) {
    return Optional.ofNullable(block.getTransactions())
        .filter(transactions -> !transactions.isEmpty())
        .orElseThrow(() -> malformed(what, "it has no transactions"));
  }

  /**
   * To what the ids of a block's transactions hash.
   *
   * @param what how messages call the block
   * @throws SpoorException MALFORMED_DATA if there are none, or if they repeat
   */
  public static Sha256Hash merkleRoot(List<TxId> ids, String what) {
    if (ids.isEmpty()) {
      throw malformed(what, "it has no transactions");
    }
    return root(ids.stream().map(id -> Sha256Hash.wrap(id.text())).toList(), what);
  }

  /**
   * Pairs hashed level by level, the last of an odd level with itself. Two equal hashes in a pair
   * of their own would let other transactions have the same root (CVE-2012-2459).
   */
  private static Sha256Hash root(List<Sha256Hash> ids, String what) {
    List<Sha256Hash> level = ids;
    while (level.size() > 1) {
      List<Sha256Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        boolean paired = i + 1 < level.size();
        if (paired && level.get(i).equals(level.get(i + 1))) {
          throw malformed(what, "it repeats transactions");
        }
        next.add(MerkleBranch.parent(level.get(i), level.get(paired ? i + 1 : i)));
      }
      level = next;
    }
    return level.getFirst();
  }

  private static SpoorException malformed(String what, String why) {
    return SpoorException.malformedData("%s: %s".formatted(what, why));
  }
}
