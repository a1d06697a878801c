package org.spoor.endpoint.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A stream cut into its lines, none longer than it may be. */
final class Lines {

  /** A line that goes on for too long. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1L;

    private TooLong(long most) {
      super("a line of more than the " + most + " bytes that are taken");
    }
  }

  private final InputStream in;
  private final long most;
  private final byte[] part = new byte[1 << 16];
  private int from;
  private int to;

  /**
   * @param most bytes of a line
   */
  Lines(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  /** The next line without its end; nothing after the last one, also where another had begun. */
  Optional<byte[]> next() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int end = end();
      if (line.size() + (long) (end - from) > most) {
        throw new TooLong(most);
      }
      line.write(part, from, end - from);
      from = end + 1;
      if (end < to) {
        return Optional.of(line.toByteArray());
      }
      from = 0;
      to = Math.max(0, in.read(part));
      if (to == 0) {
        return Optional.empty();
      }
    }
  }

  private int end() {
    int at = from;
    while (at < to && part[at] != '\n') {
      at++;
    }
    return at;
  }
}
