package org.spoor.bitcoin.blockfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.parse.Blocks;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * Goes through a block file from a place on. Each block stands behind the network's four bytes and
 * its length; behind whatever is no block, the next such four bytes are looked for.
 */
final class BlockScan {

  /** What hears of a file's contents, in their order. */
  interface Visitor {

    /**
     * @param at offset of its first byte
     */
    void block(long at, int length, Block block, Header header);

    /** A block of which the header alone can be read. */
    void header(long at, int length, Header header);

    void damage(long at, String why);
  }

  /** Four bytes and a length. */
  private static final int FRAME = 8;

  /** Bitcoin Core, consensus/consensus.h: MAX_BLOCK_SERIALIZED_SIZE. */
  private static final long MAX_BLOCK = 4_000_000;

  private static final int CHUNK = 1 << 20;

  private final BlockFile file;
  private final Network network;
  private final Visitor visitor;
  private final long size;
  private long end;
  private boolean damaged;

  BlockScan(BlockFile file, Network network, Visitor visitor) {
    this.file = file;
    this.network = network;
    this.visitor = visitor;
    this.size = file.look().size();
  }

  /**
   * @return the end of the last block that was read; {@code from} if there was none
   */
  long from(long from) {
    end = from;
    long at = from;
    for (OptionalLong next = next(at); next.isPresent(); next = next(at)) {
      at = frame(next.getAsLong());
    }
    return end;
  }

  /** Takes the file for one block without a frame. */
  void whole() {
    if (size > MAX_BLOCK) {
      damage(0, "a length of %d bytes is no block's".formatted(size));
    } else {
      content(0, (int) size);
    }
  }

  /**
   * @return where to look for the next frame
   */
  private long frame(long at) {
    byte[] frame = file.read(at, FRAME);
    long length =
        frame.length < FRAME
            ? 0
            : Integer.toUnsignedLong(
                ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    if (length <= Block.HEADER_SIZE || length > MAX_BLOCK) {
      damage(at, "a length of %d bytes is no block's".formatted(length));
      return at + 1;
    }
    return content(at + FRAME, (int) length);
  }

  private long content(long at, int length) {
    byte[] raw = file.read(at, length);
    Header.of(raw, network)
        .ifPresentOrElse(
            header -> content(at, length, raw, header),
            () -> damage(at - FRAME, "no header of a block of " + network.chain()));
    return end == at + length ? end : at - FRAME + 1;
  }

  private void content(long at, int length, byte[] raw, Header header) {
    if (raw.length < length) {
      damage(at - FRAME, "cut off after %d of %d bytes".formatted(raw.length, length));
      visitor.header(at, length, header);
      return;
    }
    try {
      visitor.block(at, length, Blocks.checked(raw, "block " + header.hash()), header);
      end = at + length;
      damaged = false;
    } catch (SpoorException malformed) {
      damage(at - FRAME, String.valueOf(malformed.getMessage()));
      visitor.header(at, length, header);
    }
  }

  private void damage(long at, String why) {
    damaged = true;
    visitor.damage(Math.max(0, at), why);
  }

  /** The next place of the network's four bytes. */
  private OptionalLong next(long from) {
    byte[] first = file.read(from, Integer.BYTES);
    return find(first) < first.length ? OptionalLong.of(from) : search(from);
  }

  /** What is skipped may be bytes that were never written, or belong to what is damaged already. */
  private OptionalLong search(long from) {
    for (long at = from; at < size; at += CHUNK) {
      byte[] chunk = file.read(at, CHUNK + Integer.BYTES - 1);
      int found = find(chunk);
      int written = file.firstWritten(chunk, at);
      if (written < found && !damaged) {
        damage(at + written, "bytes that are no block");
      }
      if (found < chunk.length) {
        return OptionalLong.of(at + found);
      }
    }
    return OptionalLong.empty();
  }

  private int find(byte[] chunk) {
    ByteBuffer bytes = ByteBuffer.wrap(chunk);
    for (int i = 0; i + Integer.BYTES <= chunk.length; i++) {
      if (bytes.getInt(i) == network.magic()) {
        return i;
      }
    }
    return chunk.length;
  }
}
