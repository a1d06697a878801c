package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.spoor.bitcoin.parse.Network;
import org.spoor.model.SpoorException;

/**
 * Appends blocks to block files like Bitcoin Core's, without a key that hides them. Thread-safe.
 */
public final class BlockFileWriter implements AutoCloseable {

  /** Bitcoin Core, node/blockstorage.h: MAX_BLOCKFILE_SIZE. */
  private static final long FULL = 0x800_0000;

  private static final int FRAME = 2 * Integer.BYTES;

  private final Path folder;
  private final Network network;
  private int number;
  private FileChannel channel;

  /** What a node has beside its block files, and nobody else. */
  private static final List<String> OF_A_NODE = List.of("xor.dat", "rev00000.dat", "index");

  private BlockFileWriter(Path folder, Network network) throws IOException {
    this.folder = folder;
    this.network = network;
    while (Files.exists(file(number + 1))) {
      number++;
    }
    this.channel = open();
  }

  /**
   * Goes on behind the last whole block that is there.
   *
   * @param folder made if it is not there
   * @throws SpoorException INVALID_INPUT if it is the folder of a node, whose files would be cut
   *     off; UNAVAILABLE if it cannot be written to
   */
  public static BlockFileWriter open(Path folder, Network network) {
    requireOwn(folder);
    try {
      Files.createDirectories(folder);
      BlockFileWriter writer = new BlockFileWriter(folder, network);
      writer.channel.truncate(writer.end());
      return writer;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static void requireOwn(Path folder) {
    for (String sign : OF_A_NODE) {
      if (Files.exists(folder.resolve(sign))) {
        throw SpoorException.invalidInput(
            "block files %s: %s is there: they are those of a node, and left as they are"
                .formatted(folder, sign));
      }
    }
  }

  private Path file(int other) {
    return folder.resolve("blk%05d.dat".formatted(other));
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(
        file(number), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Where a killed run has stopped writing, block by block. */
  private long end() throws IOException {
    long end = 0;
    for (long next = next(0); next <= channel.size(); next = next(end)) {
      end = next;
    }
    return end;
  }

  /** Behind the block at a place; never within the file if there is none. */
  private long next(long at) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(FRAME);
    if (channel.read(frame, at) < FRAME || frame.getInt(0) != network.magic()) {
      return Long.MAX_VALUE;
    }
    return at + FRAME + Integer.toUnsignedLong(frame.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
  }

  /** Nothing is written yet. */
  public synchronized boolean isEmpty() {
    try {
      return number == 0 && channel.size() == 0;
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /**
   * @param block its bytes
   * @throws SpoorException UNAVAILABLE if it cannot be written
   */
  public synchronized void append(byte[] block) {
    ByteBuffer framed =
        ByteBuffer.allocate(FRAME + block.length)
            .putInt(network.magic())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(block.length)
            .put(block)
            .flip();
    try {
      if (channel.size() + framed.limit() > FULL) {
        channel.close();
        number++;
        channel = open();
      }
      long at = channel.size();
      while (framed.hasRemaining()) {
        channel.write(framed, at + framed.position());
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static SpoorException failed(Path folder, IOException e) {
    return SpoorException.unavailable(
        "block files %s: %s".formatted(folder, Unreadable.reason(e)), e);
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }
}
