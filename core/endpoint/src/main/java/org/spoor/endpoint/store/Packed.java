package org.spoor.endpoint.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Bytes in the zlib format: raw answers are hexadecimal and shrink to a fourth or less. */
final class Packed {

  private Packed() {}

  static byte[] of(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new Deflater(Deflater.BEST_SPEED);
        var packing = new DeflaterOutputStream(out, deflater)) {
      packing.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * @throws IOException if they are not in the format
   */
  static byte[] open(byte[] packed) throws IOException {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
