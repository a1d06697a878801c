package org.spoor.bitcoin.parse;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.ProtocolException;
import org.spoor.model.SpoorException;

/**
 * What a block's first 80 bytes say, once their proof of work was checked.
 *
 * @param previous the hash of the block before
 * @param merkleRoot to which the ids of its transactions hash
 * @param work how many hashes it took, as expected
 */
public record BareHeader(
    Sha256Hash hash, Sha256Hash previous, Sha256Hash merkleRoot, Instant time, BigInteger work) {

  /** Nothing if the bytes do not begin with a header, or with one without the work it claims. */
  public static Optional<BareHeader> of(byte[] raw, Network network) {
    try {
      Block block = Block.read(ByteBuffer.wrap(raw, 0, Math.min(raw.length, Block.HEADER_SIZE)));
      return Optional.of(block).filter(read -> isWorkedFor(read, network)).map(BareHeader::of);
    } catch (ProtocolException | BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param hex of 80 bytes
   * @throws SpoorException MALFORMED_DATA if it is no header, or that of another block
   */
  public static BareHeader read(String hex, String expected, Network network) {
    boolean isHeader = hex.matches("[0-9a-fA-F]{%d}".formatted(2 * Block.HEADER_SIZE));
    BareHeader header =
        Optional.of(hex)
            .filter(_ -> isHeader)
            .flatMap(text -> of(HexFormat.of().parseHex(text), network))
            .orElseThrow(() ->
                SpoorException.malformedData("block %s: no header with work".formatted(expected)));
    if (!header.hash().toString().equals(expected)) {
      throw SpoorException.malformedData(
          "block %s: the header is that of %s".formatted(expected, header.hash()));
    }
    return header;
  }

  private static BareHeader of(Block block) {
    return new BareHeader(
        block.getHash(),
        block.getPrevBlockHash(),
        block.getMerkleRoot(),
        block.time(),
        block.getWork());
  }

  private static boolean isWorkedFor(Block block, Network network) {
    BigInteger target = block.getDifficultyTargetAsInteger();
    return target.signum() > 0
        && target.compareTo(network.easiestTarget()) <= 0
        && block.getHash().toBigInteger().compareTo(target) <= 0;
  }
}
