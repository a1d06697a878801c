package org.spoor.endpoint.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A body that is read no further than it can be used: not beyond a size, and of what is no JSON
 * only the beginning.
 */
final class BoundedBody {

  private static final int PART = 1 << 16;

  private final List<byte[]> parts;
  private final boolean isTooLarge;
  private final long received;

  BoundedBody(List<byte[]> parts, boolean isTooLarge, long received) {
    this.parts = List.copyOf(parts);
    this.isTooLarge = isTooLarge;
    this.received = received;
  }

  /**
   * @param most bytes that are taken
   */
  static BoundedBody read(InputStream in, long most) throws IOException {
    return read(in, most, false);
  }

  /** The same of what may be anything, all of which is read. */
  static BoundedBody readAny(InputStream in, long most) throws IOException {
    return read(in, most, true);
  }

  private static BoundedBody read(InputStream in, long most, boolean any) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    long received = 0;
    for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
      received += part.length;
      if (received > most) {
        return new BoundedBody(List.of(), true, received);
      }
      parts.add(part);
      if (!any && parts.size() == 1 && !mayBeJson(part)) {
        break;
      }
    }
    return new BoundedBody(parts, false, received);
  }

  /** Replies are objects or arrays of such. */
  private static boolean mayBeJson(byte[] part) {
    int at = 0;
    while (at < part.length && Character.isWhitespace(part[at])) {
      at++;
    }
    return at == part.length || part[at] == '{' || part[at] == '[';
  }

  /** Whether there were more bytes than allowed; then none is kept. */
  boolean isTooLarge() {
    return isTooLarge;
  }

  /** How many bytes came. */
  long received() {
    return received;
  }

  byte[] bytes() {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var whole = new ByteArrayOutputStream(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(whole::writeBytes);
    return whole.toByteArray();
  }
}
