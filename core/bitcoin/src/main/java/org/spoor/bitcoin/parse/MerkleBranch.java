package org.spoor.bitcoin.parse;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.spoor.model.value.TxId;

/**
 * That a transaction stands at a place of a block, shown by the hashes beside it.
 *
 * @param position of the transaction in the block
 * @param siblings from the level of transactions upwards, in the byte order in which hashes are
 *     shown
 */
public record MerkleBranch(TxId id, int position, List<Sha256Hash> siblings) {

  public MerkleBranch {
    siblings = List.copyOf(siblings);
  }

  /** The root to which it leads; nothing if no tree has such a branch. */
  public Optional<Sha256Hash> root() {
    if (siblings.size() > 30 || position < 0 || position >> siblings.size() != 0) {
      return Optional.empty();
    }
    Sha256Hash hash = Sha256Hash.wrap(id.text());
    for (int level = 0; level < siblings.size(); level++) {
      Sha256Hash sibling = siblings.get(level);
      boolean isRight = (position >> level & 1) == 1;
      if (isRight && sibling.equals(hash)) {
        return Optional.empty();
      }
      hash = isRight ? parent(sibling, hash) : parent(hash, sibling);
    }
    return Optional.of(hash);
  }

  static Sha256Hash parent(Sha256Hash left, Sha256Hash right) {
    ByteBuffer both = ByteBuffer.allocate(2 * Sha256Hash.LENGTH);
    left.write(both);
    right.write(both);
    return Sha256Hash.wrapReversed(Sha256Hash.hashTwice(both.array()));
  }
}
