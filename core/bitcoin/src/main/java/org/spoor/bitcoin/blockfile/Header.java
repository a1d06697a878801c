package org.spoor.bitcoin.blockfile;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.ProtocolException;
import org.spoor.bitcoin.parse.Network;

/**
 * What a block's first 80 bytes say, once their proof of work was checked.
 *
 * @param previous the hash of the block before
 * @param work how many hashes it took, as expected
 */
record Header(Sha256Hash hash, Sha256Hash previous, Instant time, BigInteger work) {

  /** Nothing if the bytes are no header, or one without the work that it claims. */
  static Optional<Header> of(byte[] raw, Network network) {
    try {
      Block block = Block.read(ByteBuffer.wrap(raw, 0, Math.min(raw.length, Block.HEADER_SIZE)));
      return Optional.of(block).filter(read -> isWorkedFor(read, network)).map(Header::of);
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Header of(Block block) {
    return new Header(block.getHash(), block.getPrevBlockHash(), block.time(), block.getWork());
  }

  private static boolean isWorkedFor(Block block, Network network) {
    BigInteger target = block.getDifficultyTargetAsInteger();
    return target.signum() > 0
        && target.compareTo(network.easiestTarget()) <= 0
        && block.getHash().toBigInteger().compareTo(target) <= 0;
  }
}
