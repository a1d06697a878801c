package org.spoor.bitcoin.blockfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.spoor.model.SpoorException;

/**
 * What block files are combined with by exclusive or, over and over from their first byte on
 * (Bitcoin Core 28 and later, {@code xor.dat} beside the files). Without such a file, nothing.
 */
final class XorKey {

  private static final int LENGTH = 8;

  private final byte[] key;

  private XorKey(byte[] key) {
    this.key = key;
  }

  /**
   * @throws SpoorException MALFORMED_DATA if the folder's key is no file or has another length
   */
  static XorKey in(Path folder) throws IOException {
    Path file = folder.resolve("xor.dat");
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw SpoorException.malformedData("%s: it is no file".formatted(file));
    }
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length != LENGTH) {
        throw SpoorException.malformedData(
            "%s: %d bytes, expected %d".formatted(file, key.length, LENGTH));
      }
      return new XorKey(key);
    } catch (NoSuchFileException e) {
      return new XorKey(new byte[LENGTH]);
    }
  }

  /**
   * @param at where in the file the bytes begin
   */
  void apply(byte[] bytes, long at) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= key[(int) ((at + i) % LENGTH)];
    }
  }
}
