package org.spoor.bitcoin.regtest;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.Transaction;

/** The hashes beside a transaction in the merkle tree of its block, as servers tell them. */
final class Branch {

  private Branch() {}

  static List<String> of(Block block, int index) {
    List<Sha256Hash> level =
        List.copyOf(block.getTransactions()).stream().map(Transaction::getTxId).toList();
    List<String> merkle = new ArrayList<>();
    for (int at = index; level.size() > 1; at /= 2) {
      merkle.add(level.get(Math.min(at ^ 1, level.size() - 1)).toString());
      List<Sha256Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        next.add(parent(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
      }
      level = next;
    }
    return merkle;
  }

  private static Sha256Hash parent(Sha256Hash left, Sha256Hash right) {
    ByteBuffer both = ByteBuffer.allocate(2 * Sha256Hash.LENGTH);
    right.write(left.write(both));
    return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(both.array()));
  }
}
