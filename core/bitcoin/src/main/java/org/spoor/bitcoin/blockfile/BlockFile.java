package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.spoor.model.SpoorException;

/** One {@code blk*.dat} of a folder: bytes at places, without what hides them. */
final class BlockFile {

  private final int number;
  private final Path path;
  private final XorKey key;

  BlockFile(int number, Path path, XorKey key) {
    this.number = number;
    this.path = path;
    this.key = key;
  }

  /** A file outside of a folder of them, or as if it were. */
  static BlockFile alone(Path path) {
    Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
    try {
      return new BlockFile(0, path, XorKey.in(folder));
    } catch (IOException e) {
      throw SpoorException.unavailable(
          "block file %s: no key: %s".formatted(path, Unreadable.reason(e)), e);
    }
  }

  int number() {
    return number;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /** How it looks from outside: a file that looks the same has nothing new. */
  FileLook look() {
    try {
      BasicFileAttributes seen = attributes();
      return new FileLook(seen.size(), seen.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * @return fewer bytes than asked for if the file ends before
   */
  byte[] read(long at, int length) {
    try (FileChannel channel = open()) {
      return read(channel, at, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private FileChannel open() throws IOException {
    attributes();
    return FileChannel.open(path, StandardOpenOption.READ);
  }

  /** Of a file alone: opening a pipe would wait for whoever writes into it, for ever. */
  private BasicFileAttributes attributes() throws IOException {
    BasicFileAttributes seen = Files.readAttributes(path, BasicFileAttributes.class);
    if (!seen.isRegularFile()) {
      throw new IOException("it is no file");
    }
    return seen;
  }

  private byte[] read(FileChannel channel, long at, int length) throws IOException {
    byte[] bytes = new byte[Math.clamp(channel.size() - at, 0, length)];
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      if (channel.read(rest, at + rest.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    key.apply(bytes, at);
    return bytes;
  }

  /**
   * Of bytes that were read at a place, the first that was ever written: files are enlarged ahead.
   *
   * @return their length if none was
   */
  int firstWritten(byte[] read, long at) {
    byte[] stored = read.clone();
    key.apply(stored, at);
    int i = 0;
    while (i < stored.length && stored[i] == 0) {
      i++;
    }
    return i;
  }

  private SpoorException failed(IOException e) {
    return SpoorException.unavailable(
        "block file %s: cannot be read: %s".formatted(path, Unreadable.reason(e)), e);
  }
}
