package org.spoor.bitcoin.p2p;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.spoor.bitcoin.blockfile.Unreadable;
import org.spoor.model.SpoorException;

/** Headers of a chain in a file, 80 bytes each, from the network's first block on. */
final class HeaderFile implements AutoCloseable {

  /** Headers that are read in one piece. */
  private static final int PIECE = 2_000;

  private final Path path;
  private final FileChannel channel;

  /**
   * @param folder made if it is not there
   * @param first the network's first block, which is written if the file is new
   * @throws SpoorException UNAVAILABLE if the file cannot be used, is used by another process, is
   *     of another network, or has headers of which one does not follow the one before
   */
  HeaderFile(Path folder, Block first) {
    this.path = folder.resolve("headers.dat");
    try {
      Files.createDirectories(folder);
      this.channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      lock();
    } catch (IOException e) {
      throw failed(e);
    }
    try {
      if (size() == 0) {
        replace(0, List.of(first));
      }
      requireChain(first.getHash());
    } catch (SpoorException e) {
      close();
      throw e;
    }
  }

  private void requireChain(Sha256Hash first) {
    Sha256Hash last = read(0).getHash();
    if (!last.equals(first)) {
      throw refused("of another network");
    }
    for (long height = 1; height < size(); height += PIECE) {
      List<Block> piece = read(height, (int) Math.min(PIECE, size() - height));
      for (int i = 0; i < piece.size(); i++) {
        if (!piece.get(i).getPrevBlockHash().equals(last)) {
          throw refused("header %d does not follow the one before".formatted(height + i));
        }
        last = piece.get(i).getHash();
      }
    }
  }

  /** Let go when the file is closed. */
  private void lock() throws IOException {
    try {
      if (channel.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process.
    }
    channel.close();
    throw refused("in use by another process");
  }

  /** How many there are; what a killed run has begun to write is none. */
  long size() {
    try {
      return channel.size() / Block.HEADER_SIZE;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  Block read(long height) {
    return read(height, 1).getFirst();
  }

  private List<Block> read(long height, int count) {
    try {
      ByteBuffer raw = bytes(height * Block.HEADER_SIZE, count * Block.HEADER_SIZE);
      return IntStream.range(0, count)
          .mapToObj(i -> Block.read(raw.slice(i * Block.HEADER_SIZE, Block.HEADER_SIZE)))
          .toList();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** As the header after it has it, if there is one. */
  Sha256Hash hash(long height) {
    if (height + 1 == size()) {
      return read(height).getHash();
    }
    try {
      return Sha256Hash.read(
          bytes((height + 1) * Block.HEADER_SIZE + Integer.BYTES, Sha256Hash.LENGTH));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(length);
    while (raw.hasRemaining()) {
      if (channel.read(raw, at + raw.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return raw.flip();
  }

  /** Puts headers in the place of all from a height on. */
  void replace(long height, List<Block> headers) {
    ByteBuffer raw = ByteBuffer.allocate(headers.size() * Block.HEADER_SIZE);
    headers.forEach(header -> raw.put(bytes(header)));
    raw.flip();
    try {
      channel.truncate(height * Block.HEADER_SIZE);
      while (raw.hasRemaining()) {
        channel.write(raw, height * Block.HEADER_SIZE + raw.position());
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static byte[] bytes(Block header) {
    return Arrays.copyOf(header.serialize(), Block.HEADER_SIZE);
  }

  private SpoorException failed(IOException e) {
    return SpoorException.unavailable("headers %s: %s".formatted(path, Unreadable.reason(e)), e);
  }

  private SpoorException refused(String why) {
    return SpoorException.unavailable("headers %s: %s".formatted(path, why));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
