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
import org.bitcoinj.base.Sha256Hash;
import org.bitcoinj.core.Block;
import org.bitcoinj.core.ProtocolException;
import org.spoor.model.SpoorException;

/** Headers of a chain in a file, 80 bytes each, from the network's first block on. */
final class HeaderFile implements AutoCloseable {

  private final Path path;
  private final FileChannel channel;

  /**
   * @param folder made if it is not there
   * @param first the network's first block, which is written if the file is new
   * @throws SpoorException UNAVAILABLE if the file cannot be used, is used by another process, or
   *     is of another network
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
    if (size() == 0) {
      replace(0, List.of(first));
    }
    if (!read(0).getHash().equals(first.getHash())) {
      throw SpoorException.unavailable("headers %s: of another network".formatted(path));
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
    throw SpoorException.unavailable("headers %s: in use by another process".formatted(path));
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
    try {
      return Block.read(read(height * Block.HEADER_SIZE, Block.HEADER_SIZE));
    } catch (IOException | ProtocolException e) {
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
          read((height + 1) * Block.HEADER_SIZE + Integer.BYTES, Sha256Hash.LENGTH));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer raw = ByteBuffer.allocate(length);
    while (raw.hasRemaining() && channel.read(raw, at + raw.position()) >= 0) {
      // Until it is whole.
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

  private SpoorException failed(Exception e) {
    return SpoorException.unavailable("headers %s: %s".formatted(path, e), e);
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
