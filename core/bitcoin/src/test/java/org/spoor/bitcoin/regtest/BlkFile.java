package org.spoor.bitcoin.regtest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.bitcoinj.core.Block;

/** A block file in the making, as Bitcoin Core writes it. */
public final class BlkFile {

  /** The first bytes of a regtest block's frame. */
  private static final int MAGIC = 0xFABF_B5DA;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  /** A file with these blocks. */
  public static BlkFile of(Collection<Block> blocks) {
    BlkFile file = new BlkFile();
    blocks.forEach(file::add);
    return file;
  }

  public BlkFile add(Block block) {
    return add(block.serialize());
  }

  /** A frame around what may be no block. */
  public BlkFile add(byte[] raw) {
    return frame(raw.length).bytes(raw);
  }

  /** The beginning of a frame alone. */
  public BlkFile frame(int length) {
    return bytes(
        ByteBuffer.allocate(8).putInt(MAGIC).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
  }

  public BlkFile bytes(byte[] raw) {
    content.writeBytes(raw);
    return this;
  }

  /** Where the next byte comes to stand. */
  public int size() {
    return content.size();
  }

  public void write(Path folder, int number) {
    write(folder, number, new byte[8], 0);
  }

  /**
   * @param key of eight bytes
   * @param ahead bytes that are kept free behind the blocks
   */
  public void write(Path folder, int number, byte[] key, int ahead) {
    byte[] raw = content.toByteArray();
    for (int i = 0; i < raw.length; i++) {
      raw[i] ^= key[i % key.length];
    }
    try {
      Files.createDirectories(folder);
      Files.write(
          folder.resolve("blk%05d.dat".formatted(number)),
          ByteBuffer.allocate(raw.length + ahead).put(raw).array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
